"""The content of the inspector: edits an activity or a skill in place."""
