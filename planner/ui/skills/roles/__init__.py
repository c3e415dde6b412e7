"""The dialog of the target roles."""
