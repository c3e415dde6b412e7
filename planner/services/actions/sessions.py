"""Correcting study sessions: day, length, activity and note of one, and moving or removing several at once."""

from dataclasses import dataclass

from planner.config.text import tr, trn
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.limits import LINE_MAX, SESSION_MAX
from planner.domain.model import StudySession
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions import common
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class EditSession(Action):
    """Changes what is given of a study session; None leaves a value as it is.

    ``on`` is a day (``YYYY-MM-DD``): a time of day stays with it. ``planned`` False says that it took place.
    """

    session_id: int
    minutes: int | None = None
    on: str | None = None
    activity_id: ActivityId | None = None
    note: str | None = None
    planned: bool | None = None

    def apply(self, tx: Transaction) -> str:
        found = _session(tx, self.session_id)
        row = common.living(tx, found.activity_id)
        changed = found
        if self.minutes is not None:
            if not 1 <= common.whole_number(self.minutes) <= SESSION_MAX:
                raise InvalidInputError(tr("Log between 1 minute and 24 hours at a time."))
            changed = changed._replace(minutes=self.minutes)
        if self.on is not None:
            changed = changed._replace(starts=format_date(parse_date(self.on)) + found.starts[10:])
        if self.note is not None:
            changed = changed._replace(note=common.one_line(self.note, tr("note"), limit=LINE_MAX))
        if self.planned is not None:
            changed = changed._replace(planned=common.yes_or_no(self.planned))
        if self.activity_id is not None and self.activity_id != row.id:
            row = common.editable(tx, self.activity_id)
            changed = changed._replace(activity_id=row.id)
        if changed != found:
            tx.put(changed)
        if changed.activity_id != found.activity_id:
            return tr("Move a study session to “{title}”", title=row.title)
        return tr("Correct a study session of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class MoveSessions(Action):
    """Moves study sessions to another activity."""

    session_ids: tuple[int, ...]
    activity_id: ActivityId

    def apply(self, tx: Transaction) -> str:
        _require(self.session_ids)
        row = common.editable(tx, self.activity_id)
        for session_id in self.session_ids:
            found = _session(tx, session_id)
            common.living(tx, found.activity_id)
            if found.activity_id != row.id:
                tx.put(found._replace(activity_id=row.id))
        number = len(self.session_ids)
        return trn(
            "Move {n} study session to “{title}”", "Move {n} study sessions to “{title}”", number, title=row.title
        )


@dataclass(frozen=True, slots=True)
class RemoveSessions(Action):
    """Removes study sessions."""

    session_ids: tuple[int, ...]

    def apply(self, tx: Transaction) -> str:
        _require(self.session_ids)
        titles = set()
        for session_id in self.session_ids:
            found = _session(tx, session_id)
            titles.add(common.living(tx, found.activity_id).title)
            tx.remove(StudySession, found.id)
        number = len(self.session_ids)
        if len(titles) == 1:
            title = titles.pop()
            return trn(
                "Delete {n} study session of “{title}”", "Delete {n} study sessions of “{title}”", number, title=title
            )
        return trn("Delete {n} study session", "Delete {n} study sessions", number)


def _require(session_ids: tuple[int, ...]) -> None:
    if not session_ids:
        raise InvalidInputError(tr("No study session is selected. Select one first."))


def _session(tx: Transaction, session_id: int) -> StudySession:
    found = tx.one(StudySession, id=session_id)
    if found is None:
        raise NotFoundError(tr("The study session is not in the plan any more. Nothing was changed."))
    return found
