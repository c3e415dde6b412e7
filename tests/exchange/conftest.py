"""What the tests of formats stand on."""

import pytest

from planner.exchange.template import Template, load_template


@pytest.fixture(scope="session")
def built_in() -> Template:
    return load_template("ai-ml-product-leader")
