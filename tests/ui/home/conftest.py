"""A quick library for the tests of Home."""

from tests.ui.built_plan import built_plan, planner_library  # noqa: F401  # fixtures
