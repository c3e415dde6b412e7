"""The calendar page: months, agenda, conferences."""
