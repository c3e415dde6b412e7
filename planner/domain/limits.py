"""The largest values that a plan takes."""

TITLE_MAX = 500
"""The longest title, in characters."""
TEXT_MAX = 200_000
"""The longest text of several lines, such as notes, in characters."""
ESTIMATE_MAX = 10_000 * 60
"""The longest estimate, in minutes: ten thousand hours."""
SESSION_MAX = 24 * 60
"""The longest time spent at once, in minutes."""
FILE_MAX = 20_000_000
"""The largest file that a plan keeps, in bytes."""
FILES_MAX = 100_000_000
"""What all kept files take together, in bytes: written as text into an archive, they leave room for all else."""
VALIDITY_MAX = 1200
"""The longest term of validity, in months."""
CYCLE_MAX = 600
"""The longest renewal cycle, and the longest time in which credits are carried over, in months."""
RENEWAL_DAYS_MAX = 3660
"""The longest renewal window and the longest time of grace, in days."""
CREDITS_MAX = 1_000_000
"""The largest amount of credits, in hundredths."""
CATEGORY_NAME_MAX = 100
"""The longest name of a category of credits, in characters."""
RULE_CATEGORIES_MAX = 100
"""How many categories a renewal rule has at most."""
EXAMS_MAX = 200
"""How many attempts at its exam a certification has at most."""
SUBMISSIONS_MAX = 200
"""How many submissions an event has at most."""
PEOPLE_MAX = 1000
"""How many people one met at an event at most."""
PERSON_NAME_MAX = 200
"""The longest name of a person, in characters."""
LINE_MAX = 1000
"""The longest place or note in one line, in characters."""
REFERENCE_MAX = 200
"""The longest booking number, in characters."""
SCORE_MAX = 10**9
"""The largest score of an exam."""
REMINDER_READ_MAX = 5 * 365 * 24 * 60
"""The longest time before a date of a reminder that a file brings, in minutes."""
