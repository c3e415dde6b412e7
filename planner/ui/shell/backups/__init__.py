"""The dialog of backups: which there are, what each holds, and what restoring it would change."""
