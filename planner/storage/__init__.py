"""One SQLite file a library: schema, transaction, journal, search, backup, migrations. Only this package opens it."""
