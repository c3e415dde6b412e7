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
