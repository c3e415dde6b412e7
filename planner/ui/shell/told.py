"""What a toast says after a step: what is so now. The label of a step, which Undo bears, is an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.config.text import tr, trn
from planner.domain.dates import instant_to_zone, parse_date
from planner.domain.words import DeadlineKind, Status
from planner.services.humanize import short_date
from planner.services.words import duty_word, state_word

if TYPE_CHECKING:
    from planner.services.planner import Change, Planner

_DETAILS = frozenset({"certification", "course", "event"})
_STEP = "SELECT name FROM step WHERE id = ?"
_ACTIVITY = "SELECT title, kind FROM activity WHERE id = ?"
Row = dict[str, Any]


def told(planner: Planner, change: Change) -> str:
    """The sentence for a step; its label where nothing better is known of it."""
    for row in change.rows:
        if row.table == "step" and row.before and row.after is None:
            return tr("The step “{name}” is removed", name=row.before["name"])
    pairs = [(row.before or {}, row.after) for row in change.rows if row.table == "activity" and row.after is not None]
    one_stayed = len(pairs) < 2 and all(not old or old["step_id"] == new["step_id"] for old, new in pairs)
    said = _state(planner, change) if one_stayed else ""
    return said or (_activities(planner, pairs) if pairs else _date(planner, change)) or change.label


def _activities(planner: Planner, pairs: list[tuple[Row, Row]]) -> str:
    """What happened to all of these activities alike."""
    if len({bool(old) for old, _ in pairs}) > 1:
        return ""  # some were added and some changed: the step's own name says more
    before, new = pairs[0]
    number, title = len(pairs), new["title"] if len(pairs) == 1 else ""
    changed = {name for name in new if all(old.get(name) != now[name] for old, now in pairs)}
    if not before:
        place = _place(planner, new["step_id"])
        if not title:
            return trn("{n} activity was added", "{n} activities were added", number)
        return tr("“{title}” was added to {place}", title=title, place=place)
    if "trashed_at" in changed and new["trashed_at"]:
        if not title:
            return trn("{n} activity is in the trash", "{n} activities are in the trash", number)
        return tr("“{title}” is in the trash", title=title)
    if "archived_at" in changed:
        return _archived(title, number, archived=bool(new["archived_at"]))
    if "step_id" in changed:
        place = _place(planner, new["step_id"])
        if not title:
            return trn("{n} activity is in {place} now", "{n} activities are in {place} now", number, place=place)
        return tr("“{title}” is in {place} now", title=title, place=place)
    if "status" in changed:
        return status_told(title, number, new["status"])
    if "picked_week" in changed and title:
        if new["picked_week"]:
            return tr("“{title}” is picked for this week", title=title)
        return tr("“{title}” is out of this week", title=title)
    return ""


def _archived(title: str, number: int, *, archived: bool) -> str:
    if archived:
        if not title:
            return trn("{n} activity is archived", "{n} activities are archived", number)
        return tr("“{title}” is archived", title=title)
    if not title:
        return trn("{n} activity is back on the board", "{n} activities are back on the board", number)
    return tr("“{title}” is back on the board", title=title)


def status_told(title: str, number: int, status: str) -> str:
    """The status that one activity has now, or without a ``title`` so many of them."""
    if not title:
        return {
            Status.DONE: trn("{n} activity is done", "{n} activities are done", number),
            Status.SKIPPED: trn("{n} activity is skipped", "{n} activities are skipped", number),
            Status.IN_PROGRESS: trn("{n} activity is in progress", "{n} activities are in progress", number),
            Status.PLANNED: trn("{n} activity is to do", "{n} activities are to do", number),
        }[Status(status)]
    return {
        Status.DONE: tr("“{title}” is done", title=title),
        Status.SKIPPED: tr("“{title}” is skipped", title=title),
        Status.IN_PROGRESS: tr("“{title}” is in progress", title=title),
        Status.PLANNED: tr("“{title}” is to do", title=title),
    }[Status(status)]


def _state(planner: Planner, change: Change) -> str:
    """The state that a single certification, course or event got."""
    found = [
        row.after
        for row in change.rows
        if row.table in _DETAILS and row.before and row.after and row.before["state"] != row.after["state"]
    ]
    if len(found) != 1:
        return ""
    title, kind = _activity(planner, found[0]["activity_id"])
    return tr("“{title}” is marked as {state}", title=title, state=state_word(kind, found[0]["state"]))


def _date(planner: Planner, change: Change) -> str:
    """The date that a single activity got or lost."""
    dated = [(row, row.after or row.before or {}) for row in change.rows if row.table == "deadline"]
    if len(dated) > 1:  # the renewal window goes with the expiry, which the person spoke of
        dated = [(row, image) for row, image in dated if image["kind"] != DeadlineKind.RENEWAL_OPENS]
    if len(dated) != 1:
        return ""
    ((row, image),) = dated
    title, _kind = _activity(planner, image["activity_id"])
    what = duty_word(image["kind"], image["label"])
    if row.after is None:
        return tr("“{title}”: {what} was removed", title=title, what=what)
    day = parse_date(image["on_date"]) if image["on_date"] else instant_to_zone(image["at_utc"], planner.zone()).date()
    return tr("“{title}”: {what} on {date}", title=title, what=what, date=short_date(day, planner.today()))


def _activity(planner: Planner, activity_id: int) -> tuple[str, str]:
    ((title, kind),) = planner.read(lambda reader: reader.rows(_ACTIVITY, (activity_id,)))
    return title, kind


def _place(planner: Planner, step_id: int | None) -> str:
    found = planner.read(lambda reader: reader.rows(_STEP, (step_id,)))
    return found[0][0] if found else tr("Inbox")
