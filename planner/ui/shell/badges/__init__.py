"""Badges in the window: the dialog that takes one, the view of what one says, and the part of the inspector."""
