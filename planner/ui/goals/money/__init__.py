"""What goals and events cost: a total for each year and currency, and the expenses of a year."""
