"""Certifications that the tests of renewals and credits work on."""

import pytest

from planner.domain.model import Activity
from planner.services.planner import Planner
from tests.services.actions.renewal_hands import CSPO_RULE, PMP_RULE, held


@pytest.fixture
def pmp(planner: Planner) -> Activity:
    return held(planner, "PMP", PMP_RULE)


@pytest.fixture
def cspo(planner: Planner) -> Activity:
    return held(planner, "CSPO", CSPO_RULE, "2025-02-15", "2027-02-14")
