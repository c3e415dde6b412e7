"""The look back: a document about a stretch of time, on the screen and as a PDF."""
