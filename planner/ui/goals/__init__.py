"""The goals page: certifications and courses, in sections and as a table."""
