"""Time that was spent: logging it, and the list of study sessions to correct."""
