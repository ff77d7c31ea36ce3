"""Bundles between offices: signed, sealed, and checked before they are believed.

A bundle is, from outside in: an age file (`age_seal`), a ZIP of one fixed shape (`zip_container`),
a BagIt 1.0 bag (`bag`), a Data Package with a signed statement (`table_schema`, `statement`), and
an OpenSSH signature over the bag's tag manifest (`ssh_signature`). `bundle` makes it,
`verification` checks it, `bundle_file` writes it. Nothing here knows a database or a window.
"""
