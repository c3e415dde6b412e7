"""How a plan enters and leaves: one file a format, bytes to domain and back. Knows no database."""
