"""The outline of the board: a tree of steps and activities with columns that can be sorted, moved and hidden."""
