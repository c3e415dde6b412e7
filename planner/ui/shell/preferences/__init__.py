"""The dialog of preferences: a row for each of the declared table, and what a change does in the open window."""
