"""Names for keys, so that one is never taken for another."""

from typing import NewType

EntryId = NewType("EntryId", int)
BatchId = NewType("BatchId", int)
RowId = NewType("RowId", int)
FileId = NewType("FileId", int)
WaitingId = NewType("WaitingId", int)
RefusedId = NewType("RefusedId", int)
MappingId = NewType("MappingId", int)
UserId = NewType("UserId", int)
CommunityCode = NewType("CommunityCode", str)
"""12 digits: 6 district, 3 town, 3 community (GB/T 2260 and the statistical division codes)."""
CertificateNo = NewType("CertificateNo", str)
"""Disability certificate number, 20 characters and an optional reissue mark such as B1."""
