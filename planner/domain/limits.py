"""The largest values that a plan takes."""

TITLE_MAX = 500
"""The longest title, in characters."""
TEXT_MAX = 200_000
"""The longest text of several lines, such as notes, in characters."""
ESTIMATE_MAX = 10_000 * 60
"""The longest estimate, in minutes: ten thousand hours."""
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
