"""What belongs to this machine: folders, settings, resources, the language of texts, the log."""
