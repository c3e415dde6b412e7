"""The roadmap board: lanes by step, cards in columns by status, painted by one view on one model."""
