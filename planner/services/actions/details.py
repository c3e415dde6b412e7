"""Editing what only a certification, a course or an event has, and adding a whole conference at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from planner.config.text import tr, trn
from planner.domain.dates import check_span, is_date, is_zone, parse_date, utc_bounds
from planner.domain.errors import InvalidInputError
from planner.domain.limits import VALIDITY_MAX
from planner.domain.model import Activity, Certification, Course, Event
from planner.domain.money import is_currency
from planner.domain.words import ActivityId, AttendanceFormat, CertificationState, CourseFormat, EventType, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import add_activity, minutes
from planner.services.actions.deadlines import PutDeadline, refuse_early_expiry
from planner.services.actions.parts import web_address
from planner.services.actions.tags import set_tags
from planner.storage.transaction import Transaction

_FIELDS: Final[dict[type[common.Detail], frozenset[str]]] = {
    Certification: frozenset(
        [
            "issuer",
            "code",
            "url",
            "credential_id",
            "credential_url",
            "issued_on",
            "never_expires",
            "validity_months",
            "renewal_method",
            "fee_minor",
            "fee_currency",
            "issuer_url",
            "level",
            "prerequisites",
        ]
    ),
    Course: frozenset(
        ["provider", "url", "units_done", "units_total", "certificate", "fee_minor", "fee_currency", "format"]
    ),
    Event: frozenset(
        ["event_type", "venue", "city", "country", "format", "organiser", "url", "topics", "latitude", "longitude"]
    ),
}
_ADDRESSES: Final = frozenset(("url", "credential_url", "issuer_url"))
_SWITCHES: Final = frozenset(("never_expires", "certificate"))
_READ: Final[dict[str, Callable[[Any], Any]]] = {
    "issued_on": lambda value: str(parse_date(value)) if value else None,
    "validity_months": lambda value: None if value is None else _months(value),
    "event_type": lambda value: EventType(value).value,
    "prerequisites": lambda value: common.many_lines(value, tr("prerequisites")),
}
_COUNTS: Final = frozenset(("units_done", "units_total", "fee_minor"))


def _checked(name: str, value: Any, kind: type[common.Detail] = Event) -> Any:
    if name in _ADDRESSES:
        return web_address(value) if value.strip() else ""
    if name == "format":
        return _format(value, kind)
    if name in _READ:
        return _READ[name](value)
    if name in _COUNTS:
        if value is None:
            return 0 if name == "units_done" else None
        if not 0 <= common.whole_number(value) <= 10**9:
            raise InvalidInputError(tr("The number must be between 0 and a thousand million. Give a smaller one."))
        return value
    if name in ("latitude", "longitude"):
        limit = 90 if name == "latitude" else 180
        if value is not None and not -limit <= value <= limit:
            raise InvalidInputError(tr("A place lies within ±90 degrees of latitude and ±180 of longitude."))
        return value
    if name in _SWITCHES:
        return common.yes_or_no(value)
    if name == "fee_currency":
        return _currency(value)
    return common.one_line(value, name.replace("_", " "), limit=1000)


def _months(value: object) -> int:
    months = common.whole_number(value)
    if not 1 <= months <= VALIDITY_MAX:
        raise InvalidInputError(
            tr("A certification is valid for 1 to {most} months. Give a number in that range.", most=VALIDITY_MAX)
        )
    return months


def _format(value: str, kind: type[common.Detail]) -> str:
    if kind is Course:
        return CourseFormat(value).value if value else ""
    return AttendanceFormat(value).value


def _currency(text: str) -> str:
    code = text.strip().upper()
    if code and not is_currency(code):
        raise InvalidInputError(
            tr("“{code}” is not a currency. Give its code of three letters, such as EUR.", code=code[:20])
        )
    return code


def _check_fee(owner: Certification | Course) -> None:
    if owner.fee_minor is not None and not owner.fee_currency:
        raise InvalidInputError(tr("A fee needs its currency. Write it such as 150 USD."))


@dataclass(frozen=True, slots=True)
class EditDetail(Action):
    """Sets fields of the record of an activity's kind. ``visit`` names one visit to a field, as in EditActivity."""

    activity_id: ActivityId
    fields: tuple[tuple[str, Any], ...]
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        detail = common.detail_of(tx, row)
        known = frozenset[str]() if detail is None else _FIELDS[type(detail)]
        unknown = [name for name, _ in self.fields if name not in known]
        if detail is None or unknown:
            raise InvalidInputError(tr("“{title}” has no field “{field}”.", title=row.title, field=", ".join(unknown)))
        changed = detail._replace(**{name: _checked(name, value, type(detail)) for name, value in self.fields})
        names = {name for name, _ in self.fields}
        if isinstance(changed, Certification) and "issued_on" in names:
            refuse_early_expiry(tx, row.id, changed.issued_on)
        if names & {"fee_minor", "fee_currency"} and not isinstance(changed, Event):
            _check_fee(changed)
        if isinstance(changed, Course) and changed.units_total is not None and changed.units_done > changed.units_total:
            raise InvalidInputError(
                trn(
                    "{done} of {n} unit cannot be done. Correct one of the numbers.",
                    "{done} of {n} units cannot be done. Correct one of the numbers.",
                    changed.units_total,
                    done=changed.units_done,
                )
            )
        tx.put(changed)
        return tr("Edit {field} of “{title}”", field=self.fields[0][0].replace("_", " "), title=row.title)

    @property
    def merge_key(self) -> str | None:
        names = ",".join(name for name, _ in self.fields)
        return None if self.visit is None else f"detail:{self.activity_id}:{names}:{self.visit}"


def with_times(event: Event, starts: str | None, ends: str | None, zone: str, folds: tuple[int, int] = (0, 0)) -> Event:
    """The event at other times (both dates, or both wall times in ``zone``); ``ends`` is exclusive.

    Raises InvalidInputError for an end before the start, a mixture of both sorts, or an unknown zone.
    """
    if starts is None:
        return event._replace(starts=None, ends=None, zone="", start_fold=0, end_fold=0, starts_utc=None, ends_utc=None)
    if zone and not is_zone(zone):
        raise InvalidInputError(tr("“{zone}” is not a time zone. Use a name such as Europe/Berlin.", zone=zone))
    zone = "" if is_date(starts) else zone
    start_fold, end_fold = (int(bool(fold)) for fold in folds)
    if ends is None:
        end_fold = 0
    check_span(starts, ends, zone, start_fold, end_fold)
    starts_utc, ends_utc = utc_bounds(starts, ends, zone, start_fold, end_fold)
    return event._replace(
        starts=starts,
        ends=ends,
        zone=zone,
        start_fold=start_fold,
        end_fold=end_fold,
        starts_utc=starts_utc,
        ends_utc=ends_utc,
    )


@dataclass(frozen=True, slots=True)
class SetEventTimes(Action):
    """Sets when an event takes place: both dates or both wall times, ``ends`` exclusive; None clears the dates."""

    activity_id: ActivityId
    starts: str | None
    ends: str | None
    zone: str = ""
    start_fold: int = 0
    end_fold: int = 0

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        event = tx.one(Event, activity_id=row.id)
        if event is None:
            raise InvalidInputError(tr("“{title}” is not an event. Change its kind first.", title=row.title))
        tx.put(with_times(event, self.starts, self.ends, self.zone, (self.start_fold, self.end_fold)))
        return tr("Set dates of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class AddEvent(Action):
    """Adds an event with its dates, place and, if given, the close of its call for papers, as one step.

    ``cfp_wall`` is a wall time in ``cfp_zone`` (``AoE`` for anywhere on Earth); a plain date goes in ``cfp_date``.
    """

    title: str
    starts: str | None
    ends: str | None
    zone: str = ""
    event_type: str = "conference"
    format: str = "in_person"
    venue: str = ""
    city: str = ""
    country: str = ""
    url: str = ""
    step_id: StepId | None = None
    cfp_date: str | None = None
    cfp_wall: str | None = None
    cfp_zone: str = "AoE"
    tags: tuple[str, ...] = ()
    notes: str = ""

    def apply(self, tx: Transaction) -> str:
        title = common.one_line(self.title, tr("title"), required=True)
        activity_id = add_activity(
            tx,
            Activity(
                ActivityId(0),
                "",
                title,
                kind="event",
                step_id=self.step_id,
                notes=common.many_lines(self.notes, tr("notes")),
            ),
        )
        event = tx.find(Event, activity_id=activity_id)[0]
        placed = with_times(event, self.starts, self.ends, self.zone)
        tx.put(
            placed._replace(
                event_type=EventType(self.event_type).value,
                format=AttendanceFormat(self.format).value,
                venue=common.one_line(self.venue, tr("venue")),
                city=common.one_line(self.city, tr("city")),
                country=common.one_line(self.country, tr("country")),
                url=_checked("url", self.url),
            )
        )
        set_tags(tx, activity_id, self.tags)
        if self.cfp_date is not None or self.cfp_wall is not None:
            PutDeadline(
                activity_id,
                "cfp_closes",
                on_date=self.cfp_date if self.cfp_wall is None else None,
                wall=self.cfp_wall,
                zone=self.cfp_zone,
            ).apply(tx)
        return tr("Add “{title}”", title=title)


@dataclass(frozen=True, slots=True)
class AddGoal(Action):
    """Adds a certification or a course that the person wants, or one that they hold (with its dates).

    A wanted certification with a day of its exam is booked. One that is held without a day of issue has no day of
    completion either: it was not done today.
    """

    title: str
    kind: str
    provider: str = ""
    url: str = ""
    step_id: StepId | None = None
    held: bool = False
    issued_on: str | None = None
    expires_on: str | None = None
    exam_on: str | None = None
    estimate_minutes: int | None = None

    def add(self, tx: Transaction) -> ActivityId:
        """Adds the goal inside another action's transaction and gives its id."""
        title = common.one_line(self.title, tr("title"), required=True)
        booked = bool(self.exam_on) and not self.held and self.kind == "certification"
        status = "done" if self.held else "in_progress" if booked else "planned"
        issued = str(parse_date(self.issued_on)) if self.issued_on else None
        activity_id = add_activity(
            tx,
            Activity(
                ActivityId(0),
                "",
                title,
                kind=self.kind,
                status=status,
                step_id=self.step_id,
                estimate_minutes=minutes(self.estimate_minutes, tr("The estimate")),
            ),
        )
        row = tx.get(Activity, activity_id)
        if self.held:
            tx.put(row._replace(completed_on=issued))
        detail = common.detail_of(tx, row)
        provider, url = common.one_line(self.provider, tr("provider")), _checked("url", self.url)
        if isinstance(detail, Certification):
            tx.put(
                detail._replace(
                    state=CertificationState.BOOKED.value if booked else detail.state,
                    issuer=provider,
                    url=url,
                    issued_on=issued,
                    never_expires=self.held and not self.expires_on,
                )
            )
        elif isinstance(detail, Course):
            tx.put(detail._replace(provider=provider, url=url))
        else:
            raise InvalidInputError(tr("A goal is a certification or a course. Choose one of them."))
        for kind, day in (("renewal", self.expires_on), ("exam", self.exam_on)):
            if day:
                PutDeadline(activity_id, kind, on_date=day).apply(tx)
        return activity_id

    def apply(self, tx: Transaction) -> str:
        return tr("Add “{title}”", title=tx.get(Activity, self.add(tx)).title)
