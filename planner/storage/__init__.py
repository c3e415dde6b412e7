"""One SQLite file a library: schema, transaction, journal, search, backup and migrations. Only this package opens it."""
