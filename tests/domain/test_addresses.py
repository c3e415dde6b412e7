"""Which texts are addresses, and of which scheme."""

import pytest

from planner.domain.addresses import mail_or_web


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" ada@example.org ", "mailto:ada@example.org"),
        ("https://example.org/@ada", "https://example.org/@ada"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("@ada@example.social", ""),
        ("ada@localhost", ""),
        ("ada at example.org", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_how_to_reach_somebody_is_an_address_or_is_not(text: str, address: str) -> None:
    assert mail_or_web(text) == address
