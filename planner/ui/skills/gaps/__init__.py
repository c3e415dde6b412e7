"""The gaps to the role: a table, what would close each, and the list of that."""
