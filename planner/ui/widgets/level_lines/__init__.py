"""The parts of the chart of levels over time: what it shows, where that stands, how it is painted and told."""
