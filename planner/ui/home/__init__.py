"""Home: this week, the next days, the steps."""
