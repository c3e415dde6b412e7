"""Badges for tests of the services, and what a plan holds after one was taken."""

from typing import Any, NamedTuple

from planner.domain.words import ActivityId
from planner.services.actions.details import AddGoal
from planner.services.badge_preview import Match, Preview, match_of, preview
from planner.services.badges import BadgeFile, badge_in
from planner.services.planner import Planner
from planner.services.queries.activity import ActivityCard, activity_card
from planner.services.queries.attachments import files_of
from tests.exchange.badge_files import assertion, badge_class, written


def badge(name: str = "badge.json", **changes: Any) -> BadgeFile:
    """A badge of 2.0 with these fields of its assertion."""
    return badge_in(written(assertion(**changes)), name)


def badge_of(title: str, issuer: str = "Robots & Co", **changes: Any) -> BadgeFile:
    """A badge of this name and issuer."""
    profile = {"type": "Profile", "id": "https://example.org/issuer", "name": issuer, "url": "https://example.org/"}
    return badge(badge=badge_class(name=title, issuer=profile), **changes)


def goal(planner: Planner, title: str = "Robot maker", kind: str = "certification", **fields: Any) -> ActivityId:
    """Adds a goal and gives its id."""
    return ActivityId(planner.run(AddGoal(title, kind, **fields)).added("activity")[0])


def matched(planner: Planner, file: BadgeFile) -> Match | None:
    return planner.read(match_of, file)


def looked(planner: Planner, file: BadgeFile, target: ActivityId | None = None) -> Preview:
    return planner.read(preview, file, target, planner.today().isoformat())


def card(planner: Planner, activity_id: int) -> ActivityCard:
    return planner.read(activity_card, activity_id)


def kept(planner: Planner, activity_id: int) -> list[tuple[str, str, str]]:
    """Name, type and purpose of the files of an activity."""
    files = planner.read(files_of, activity_id=activity_id, purpose=None)
    return [(file.name, file.media_type, file.purpose) for file in files]


class Told(NamedTuple):
    """The changes of a preview by field."""

    fills: dict[str, str]
    asks: dict[str, str]


def told(found: Preview) -> Told:
    """What would be filled in, and what only if the person says so."""
    return Told(
        {change.field: change.text for change in found.changes if change.fills},
        {change.field: change.text for change in found.changes if not change.fills},
    )
