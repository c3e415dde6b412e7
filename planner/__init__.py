"""Planner: a personal development planner for the desktop."""

__version__ = "0.1.0"
