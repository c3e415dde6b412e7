"""Bringing files in and writing them: the dialogs of the File menu that do so."""
