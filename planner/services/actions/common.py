"""What several actions do alike: fetching a living activity, answering a listed event, placing and labelling."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from planner.config.text import tr
from planner.domain import states
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.limits import TEXT_MAX, TITLE_MAX
from planner.domain.model import (
    Activity,
    Attachment,
    Category,
    Certification,
    ChecklistItem,
    Course,
    Credit,
    CreditClaim,
    Event,
    Exam,
    Profile,
    Renewal,
    RenewalRule,
    Roadmap,
    Row,
    RuleCategory,
    Skill,
    Step,
)
from planner.domain.ordering import insert
from planner.domain.plain_text import clean_line, clean_text
from planner.domain.words import ActivityId, EventState, Kind, Status, StepId
from planner.services.actions.attempts import follow_state, remove_exam
from planner.services.rows import Rows
from planner.storage.reader import Reader
from planner.storage.transaction import Transaction

Detail = Certification | Course | Event
Find = Callable[..., Iterable[Any]]

DETAIL_TYPES: dict[str, type[Detail]] = {
    Kind.CERTIFICATION: Certification,
    Kind.COURSE: Course,
    Kind.EVENT: Event,
}


def one_line(text: str, what: str, *, limit: int = TITLE_MAX, required: bool = False) -> str:
    """``text`` as one tidy line. Raises InvalidInputError if it is too long, or empty where it must not be."""
    line = clean_line(text)
    if required and not line:
        raise InvalidInputError(tr("The {what} is empty. Type a few words.", what=what))
    if len(line) > limit:
        raise InvalidInputError(
            tr(
                "The {what} has {count} characters; {limit} is the most. Shorten it.",
                what=what,
                count=len(line),
                limit=limit,
            )
        )
    return line


def many_lines(text: str, what: str) -> str:
    """``text`` with plain line ends and no control characters. Raises InvalidInputError if it is too long."""
    lines = clean_text(text)
    if len(lines) > TEXT_MAX:
        raise InvalidInputError(
            tr(
                "The {what} have {count} characters; {limit} is the most. Shorten them.",
                what=what,
                count=len(lines),
                limit=TEXT_MAX,
            )
        )
    return lines


def day_given(tx: Transaction, on: str | None) -> str:
    """The day that was given (``YYYY-MM-DD``), else today. Raises InvalidInputError if it is no date."""
    return format_date(parse_date(on)) if on else tx.today


def yes_or_no(value: object) -> bool:
    """A value that is true or false. Raises InvalidInputError for a word, a number or nothing."""
    if not isinstance(value, bool):
        raise InvalidInputError(tr("“{value}” is neither yes nor no. Choose one of them.", value=value))
    return value


def whole_number(value: object) -> int:
    """A value that is a whole number. Raises InvalidInputError."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInputError(tr("“{value}” is not a whole number. Give one in digits.", value=value))
    return value


def living(tx: Transaction, activity_id: int) -> Activity:
    """The activity. Raises NotFoundError if it is gone or in the trash."""
    found = tx.one(Activity, id=activity_id)
    if found is None or found.trashed_at is not None:
        raise NotFoundError(
            tr("The activity is not in the plan any more; it was deleted meanwhile. Nothing was changed.")
        )
    return found


def require_selection(activity_ids: Collection[object]) -> None:
    """Refuses to do nothing to nothing."""
    if not activity_ids:
        raise InvalidInputError(tr("Nothing is selected. Select a card first."))


def require_step(tx: Transaction, step_id: StepId | None) -> None:
    """Raises NotFoundError if activities are to go into a step that is gone; None, the inbox, is always there."""
    if step_id is not None and tx.one(Step, id=step_id) is None:
        raise NotFoundError(tr("The step is not in the plan any more. Choose another one."))


def detail_of(tx: Rows, row: Activity) -> Detail | None:
    """The certification, course or event record of an activity of such a kind, else None."""
    detail_type = DETAIL_TYPES.get(row.kind)
    return None if detail_type is None else tx.one(detail_type, activity_id=row.id)


def rows_of_kind(find: Find, row: Activity) -> Iterator[Row]:
    """The certification, course or event record of an activity with what belongs to it, the parts first.

    ``find`` gives the rows of a type whose columns equal the given values. What was earned or paid is no part of it.
    """
    if row.kind == Kind.CERTIFICATION:
        for claim in find(CreditClaim, activity_id=row.id):
            yield from find(Attachment, claim_id=claim.id)
            yield claim
        for part in (Exam, RenewalRule, RuleCategory, Renewal):
            yield from find(part, activity_id=row.id)
    detail_type = DETAIL_TYPES.get(row.kind)
    if detail_type is not None:
        yield from find(detail_type, activity_id=row.id)


def certification_of(tx: Rows, row: Activity) -> Certification:
    """The record of a certification. Raises InvalidInputError for anything else."""
    detail = detail_of(tx, row)
    if not isinstance(detail, Certification):
        raise InvalidInputError(
            tr("“{title}” is not a certification. Choose one that is, or change its kind first.", title=row.title)
        )
    return detail


def remove_detail(tx: Rows, row: Activity) -> None:
    """Removes what :func:`rows_of_kind` gives; the days of its exams and what these cost stay."""
    for gone in list(rows_of_kind(tx.find, row)):
        if isinstance(gone, Exam):
            remove_exam(tx, gone)
        else:
            tx.remove(type(gone), gone.id)


def remove_claim(tx: Rows, claim: CreditClaim) -> None:
    """Removes one claim with the proof of its report."""
    for file in tx.find(Attachment, claim_id=claim.id):
        tx.remove(Attachment, file.id)
    tx.remove(CreditClaim, claim.id)


def remove_credit(tx: Rows, credit: Credit) -> None:
    """Removes a credit with its claims and its evidence."""
    for claim in tx.find(CreditClaim, credit_id=credit.id):
        remove_claim(tx, claim)
    for file in tx.find(Attachment, credit_id=credit.id):
        tx.remove(Attachment, file.id)
    tx.remove(Credit, credit.id)


def answer(tx: Transaction, row: Activity) -> None:
    """Editing an event that is only listed marks it interested."""
    if row.kind == Kind.EVENT:
        event = tx.one(Event, activity_id=row.id)
        if event is not None and event.state == EventState.LISTED:
            tx.put(event._replace(state=EventState.INTERESTED.value))


def editable(tx: Transaction, activity_id: int) -> Activity:
    """The living activity, answered for if it was only listed."""
    row = living(tx, activity_id)
    answer(tx, row)
    return row


def last_position(reader: Reader, step_id: StepId | None, status: str) -> str:
    """The order key of the last card in a column of a lane, empty if the column is empty."""
    sql = "SELECT max(position) FROM activity WHERE step_id IS ? AND status = ?"
    return str(reader.value(sql, (step_id, status)) or "")


def behind(tx: Transaction, row: Activity, besides: ActivityId | None = None) -> ActivityId | None:
    """The card of To do behind this one, leaving out ``besides``; the first one where this one is not to do."""
    sql = "SELECT id FROM activity WHERE step_id IS ? AND status = 'planned' AND id IS NOT ? ORDER BY position, id"
    ids = [found[0] for found in tx.reader.rows(sql, (row.step_id, besides))]
    at = ids.index(row.id) + 1 if row.id in ids else 0
    return ActivityId(ids[at]) if at < len(ids) else None


def place(
    tx: Transaction, step_id: StepId | None, status: str, before: ActivityId | None, moving: Iterable[ActivityId]
) -> list[str]:
    """Order keys for the cards ``moving`` into a column: in front of the card ``before``, or at the end."""
    ids = set(moving)
    column = tx.reader.rows("SELECT id, position FROM activity WHERE step_id IS ? AND status = ?", (step_id, status))
    return place_among(tx, Activity, [row for row in column if row[0] not in ids], before, len(ids))


def place_among(
    tx: Transaction,
    row_type: type[Activity | Category | ChecklistItem | Profile | Roadmap | Skill | Step],
    rows: Iterable[tuple[int, str]],
    before: int | None,
    count: int = 1,
) -> list[str]:
    """Order keys for ``count`` rows in front of the row ``before``, or at the end where that is not among ``rows``.

    ``rows`` are the ids and keys of the others. Where their keys leave no room (an import may have given two the
    same key) these rows are spread anew first.
    """
    ordered = sorted(rows, key=lambda row: (row[1], row[0]))
    index = next((i for i, (row_id, _) in enumerate(ordered) if row_id == before), len(ordered))
    keys, spread = insert([position for _, position in ordered], index, count)
    for (row_id, _), position in zip(ordered, spread or (), strict=False):
        tx.put(tx.get(row_type, row_id)._replace(position=position))
    return keys


def standing(tx: Rows, row: Activity, detail: Detail | None, to_status: str, on: str) -> Activity:
    """The activity moved into ``to_status`` on the day ``on``; its record's state is written along."""
    state = detail.state if detail is not None else ""
    moved = states.move(row.kind, row.status, state, to_status, row.before_state)
    if detail is not None and moved.state != detail.state:
        tx.put(detail._replace(state=moved.state))
        on = follow_state(tx, row, detail.state, moved.state, on)
    return moved_to(row, moved, on)


def to_state(tx: Transaction, row: Activity, detail: Detail, state: str, on: str) -> Activity:
    """Gives an activity a state of its kind on the day ``on``; its status and its place on the board follow."""
    moved = states.set_state(row.kind, detail.state, state, row.before_state)
    tx.put(detail._replace(state=moved.state))
    changed = moved_to(row, moved, follow_state(tx, row, detail.state, moved.state, on))
    if changed.status != row.status:
        (key,) = place(tx, row.step_id, changed.status, None, [row.id])
        changed = changed._replace(position=key)
    tx.put(changed)
    return changed


def moved_to(row: Activity, moved: states.Standing, on: str) -> Activity:
    """The activity where it stands after a move on the day ``on``; what is done no more leaves the archive."""
    started, completed = states.move_dates(row.status, moved.status, row.started_on, row.completed_on, on)
    return row._replace(
        status=moved.status.value,
        before_state=moved.before_state,
        started_on=started,
        completed_on=completed,
        archived_at=row.archived_at if moved.status == Status.DONE else None,
    )
