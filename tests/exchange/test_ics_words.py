"""The words of calendar entries in the person's language."""

from planner.config.text import PSEUDO_LANGUAGE, set_language
from planner.domain.calendar_items import ENGLISH, deadline_item
from planner.domain.model import Activity, Deadline
from planner.domain.words import ActivityId, DeadlineId
from planner.exchange.ics_words import item_words


def test_the_words_of_the_source_are_those_of_the_domain() -> None:
    assert item_words() == ENGLISH


def test_a_translated_entry_holds_the_person_s_own_words_untouched() -> None:
    set_language(PSEUDO_LANGUAGE)
    row = Deadline(DeadlineId(1), "u", ActivityId(1), "cfp_closes", at_utc="2026-05-07T11:59:59Z", zone="AoE")
    item = deadline_item(Activity(ActivityId(1), "a", "A {title}"), row, words=item_words())
    assert item is not None
    assert "A {title}" in item.summary
    assert "Call for papers" not in item.summary
    assert "2026-05-06 23:59:59" in item.description
