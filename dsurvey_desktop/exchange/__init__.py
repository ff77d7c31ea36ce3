"""Bundles between offices: signed, sealed, and checked before they are believed.

A bundle is, from outside in: a sealed file (`age_seal`, or `sm4_seal` in the national suite), a ZIP
with one folder (`zip_container`), a BagIt 1.0 bag (`bag`), a Data Package with a signed
statement (`table_schema`, `statement`), and a signature over the bag's tag manifest
(`ssh_signature` or `sm2_signature`). `suites` holds both suites behind one interface.
`bundle` makes it, `verification` checks it, `bundle_file` writes it. Nothing here knows a database
or a window.
"""
