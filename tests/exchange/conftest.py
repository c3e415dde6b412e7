"""What the tests of formats stand on."""

import pytest

from planner.exchange.template import load_template
from planner.exchange.template_format import Template


@pytest.fixture(scope="session")
def built_in() -> Template:
    return load_template("ai-ml-product-leader")
