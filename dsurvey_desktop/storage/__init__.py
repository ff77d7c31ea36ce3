"""The encrypted database: tables, units of work, key slots. ORM rows stay in here."""
