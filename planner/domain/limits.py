"""The largest values that a plan takes."""

TITLE_MAX = 500
"""The longest title, in characters."""
TEXT_MAX = 200_000
"""The longest text of several lines, such as notes, in characters."""
ESTIMATE_MAX = 10_000 * 60
"""The longest estimate, in minutes: ten thousand hours."""
