"""Public lists of conferences against the events of a plan, worked out without writing.

A conference is found by what its list said before, else by likeness: the same name, first day and city, the same
address and first day, or the name of one without dates that is expected at about that time. A field follows its list
while it stands as that list last told it, or while it is empty. What the person changed stays, and so does what
another list said first: both are told side by side, and the person may take theirs. What moves to another city gets
another key and is the same still; what a list names no longer stays, and is told. What a list says is remembered for
each list alone, so that lists that contradict each other never take turns.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from planner.domain import states
from planner.domain.countries import country_key
from planner.domain.model import Activity, Deadline, Event, Link, Row, TemplateNode
from planner.domain.ordering import between
from planner.domain.words import ActivityId, AttendanceFormat, DeadlineId, EventOrigin, EventState, Kind, Status
from planner.exchange.conference_format import ConferenceSet, IncomingConference
from planner.services.conference_filter import ConferenceFilter
from planner.services.conference_values import (
    Told,
    current_values,
    duty_of,
    fresh_topics,
    is_same_minute,
    moment_of,
    moved_to,
    sound_values,
    values_of,
    with_taken,
)
from planner.services.conference_words import field_label, told_change, told_changes, value_text, with_year
from planner.services.former_conferences import FormerConferences
from planner.services.import_report import UNDECIDED, Decisions, FieldChange
from planner.services.known_conferences import KnownConferences, bare_address
from planner.services.roadmap_merge import Difference, NodeMemory, decoded
from planner.services.rows import Draft
from planner.storage.reader import Reader
from planner.storage.steps import last_touched


class SetTally(NamedTuple):
    """What one list brings: how many conferences are new, changed and unchanged, what changes in words and by field.

    ``gone`` are the titles of what the list names no longer.
    """

    new: int
    changed: int
    unchanged: int
    left_out: int
    titles: tuple[str, ...]
    differences: tuple[Difference, ...]
    changes: tuple[FieldChange, ...]
    gone: tuple[str, ...] = ()


class ConferenceMerge(NamedTuple):
    """What lists would do together; new rows have negative numbers, by which they point at each other."""

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    removed: tuple[Row, ...]
    tallies: tuple[SetTally, ...]
    touched: int

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return len(self.new) + len(self.changed) + len(self.removed)


class Wish(NamedTuple):
    """How lists shall come in: filtered, as one's own or listed, and which of two sayings wins where a person decided.

    ``takes_all`` lets the list win wherever the person changed something.
    """

    choice: ConferenceFilter = ConferenceFilter()
    origin: EventOrigin = EventOrigin.LISTED
    decisions: Decisions = UNDECIDED
    takes_all: bool = False


def merge_conferences(
    reader: Reader, sets: Sequence[ConferenceSet], wish: Wish, now: str, today: date, *, only_tallies: bool = False
) -> ConferenceMerge:
    """Compares lists with the plan, one after the other, so that a conference of several lists comes in once.

    With ``only_tallies`` the rows of new conferences are not made, for a look that takes a third of the time.
    """
    draft = Draft(reader, now, today.isoformat())
    known = KnownConferences(draft)
    keys: dict[str, set[str]] = {}
    for one in sets:
        keys.setdefault(one.source, set()).update(conference.key for conference in one.conferences)
    tallies = tuple(_ListMerge(draft, known, one, wish, keys[one.source]).run() for one in sets)
    if not only_tallies:
        known.make_all()
    return ConferenceMerge(draft.new, draft.changed, draft.removed, tallies, last_touched(reader))


class _Meeting(NamedTuple):
    """An event of the plan, what its list calls it, and what the list last said of it, which may be nothing."""

    row: Activity
    event: Event
    key: str
    told: Told


class _ListMerge:
    """One comparison of one list."""

    def __init__(
        self, draft: Draft, known: KnownConferences, incoming: ConferenceSet, wish: Wish, keys: Collection[str]
    ) -> None:
        """``keys`` are all that the source has now, in however many files."""
        self._draft = draft
        self._known = known
        self._incoming = incoming
        self._wish = wish
        self._today = date.fromisoformat(draft.today)
        self._source = f"conferences:{incoming.source}"
        self._memory = NodeMemory(draft, self._source, sound_values)
        self._keys = keys
        self._former = FormerConferences(self._memory, keys, incoming.conferences, self._today)
        self._arrived: dict[str, str] = {}
        self._titles: list[str] = []
        self._unchanged = self._left_out = 0
        self._differences: list[Difference] = []
        self._changes: list[FieldChange] = []
        self._others: dict[str, frozenset[str]] = {}

    def run(self) -> SetTally:
        """Sorts every conference of the list."""
        for conference in self._incoming.conferences:
            if self._wish.choice.picks(conference, self._today):
                self._merge(conference)
            else:
                self._left_out += 1
                if self._memory.uid(conference.key) is None:
                    self._former.moved(conference)  # it is not gone, though nobody wants it
        return SetTally(
            len(self._titles),
            len(self._differences),
            self._unchanged,
            self._left_out,
            tuple(self._titles),
            tuple(self._differences),
            tuple(self._changes),
            tuple(title for uid, title in self._former.gone(self._incoming.format) if self._is_wanted(uid)),
        )

    def _is_wanted(self, uid: str) -> bool:
        """Whether an event is still there and not turned down."""
        row = self._known.activity(uid)
        return row is not None and row.trashed_at is None and row.status != Status.SKIPPED

    def _merge(self, conference: IncomingConference) -> None:
        values = values_of(conference)
        key = conference.key
        if key in self._arrived:
            self._known.activity(self._arrived.pop(key))  # the list names it twice
        uid = self._memory.uid(key)
        told = self._memory.told(key)
        if told | values == told:
            self._unchanged += 1  # the list says what it last said, whatever was done since
            return
        found = uid or self._known.like(conference)
        before = self._former.moved(conference) if found is None else None
        if before is not None:
            found = self._memory.uid(before)
        if found is None:
            new = self._arrived[key] = f"new\x1f{self._source}\x1f{key}"  # until its row is made, and has a UID
            self._known.expect(new, conference, partial(self._add, conference, values))
            self._titles.append(with_year(conference.name, conference.starts))
            return
        row = self._known.activity(found)
        found = found if row is None else row.uid
        self._former.met(found)
        if uid is None:
            told = self._told_otherwise(found) if before is None else self._memory.told(before)
        # What was here once and is gone, or lies in the trash, stays as it is.
        said = () if row is None or row.trashed_at is not None else self._update(row, key, told, values)
        if said:
            title = conference.name if row is None else row.title
            self._differences.append(Difference(with_year(title, conference.starts), said))
        else:
            self._unchanged += 1
        self._memory.note(key, "activity", found, values)

    def _told_otherwise(self, uid: str) -> dict[str, Any]:
        """What the list last said of an event under a key that it no longer has, as when the city in it changed.

        Where it never spoke of the event, that is what the catalogue of recurring conferences said, which gives way.
        """
        node = self._memory.node_of(uid)
        if node is None:
            picked = self._known.picked.node_of(uid)
            return {} if picked is None else self._known.picked.told(picked)
        return {} if node in self._keys else self._memory.told(node)

    # -- new ----------------------------------------------------------------------------------------------------------

    def _add(self, conference: IncomingConference, values: Told) -> Activity:
        draft = self._draft
        uid = draft.new_uid()
        status = states.status_of(Kind.EVENT, EventState.LISTED).value
        row = Activity(
            ActivityId(0),
            uid,
            conference.name,
            kind=Kind.EVENT.value,
            status=status,
            position=self._known.next_place(status),
            notes=values.get("notes", ""),
            created_at=draft.now,
        )
        row = row._replace(id=ActivityId(draft.add(row)))
        starts, ends = values.get("days") or (None, None)
        latitude, longitude = values.get("position") or (None, None)
        draft.add(
            Event(
                0,
                row.id,
                state=EventState.LISTED.value,
                origin=self._wish.origin.value,
                starts=starts,
                ends=ends,
                venue=conference.venue,
                city=conference.city,
                country=conference.country,
                latitude=latitude,
                longitude=longitude,
                format=conference.format or AttendanceFormat.IN_PERSON.value,
                url=conference.url,
                topics=", ".join(conference.topics),
            )
        )
        for kind, label, moment in values.get("deadlines", {}).values():
            self._add_deadline(row.id, kind, label, moment)
        self._add_links(row.id, values.get("links", {}))
        self._memory.note(conference.key, "activity", uid, values)
        return row

    def _add_deadline(self, activity_id: ActivityId, kind: str, label: str, moment: str) -> None:
        made = Deadline(DeadlineId(0), self._draft.new_uid(), activity_id, kind, label=label)
        self._draft.add(moved_to(made, moment))

    def _add_links(self, activity_id: ActivityId, links: Mapping[str, str], last: str | None = None) -> None:
        for url, title in links.items():
            last = between(last, None)
            self._draft.add(Link(0, self._draft.new_uid(), activity_id, url, title, last))

    # -- known --------------------------------------------------------------------------------------------------------

    def _update(self, row: Activity, key: str, told: Told, values: Told) -> tuple[str, ...]:
        """Lets an event follow its list; gives in words what changed."""
        event = self._draft.one(Event, activity_id=row.id)
        if event is None:
            return ()  # it became something else
        met = _Meeting(row, event, key, told)
        current = current_values(row, event)
        taken = {
            field: values[field]
            for field, mine in current.items()
            if field in values and self._takes(met, field, mine, values[field], told)
        }
        said = told_changes(current, taken, self._today)
        row = row._replace(title=taken.get("title", row.title), notes=taken.get("notes", row.notes))
        self._draft.put(row)
        self._known.put(row)
        fresh = fresh_topics(event, told, values)
        if fresh:
            said.append(told_change("topics", None, fresh, self._today))
        self._draft.put(with_taken(event, taken, fresh))
        said += self._follow_deadlines(met, values.get("deadlines", {}))
        if self._follow_links(met, values):
            said.append(field_label("links"))
        return tuple(said)

    def _takes(self, met: _Meeting, field: str, mine: Any, theirs: Any, told: Told) -> bool:
        """Whether a field follows its list. Where it does not although the list says otherwise, that is noted."""
        known = field in told
        if _is_same(field, theirs, mine) or (known and _is_same(field, theirs, told[field])):
            return False
        # How one takes part is in person until somebody says otherwise.
        is_open = mine in (None, "", []) or (field == "format" and mine == AttendanceFormat.IN_PERSON and not known)
        follows = known and _is_same(field, mine, told[field])
        if not (is_open or follows or known or field == "days" or field.startswith("deadline ")):
            return False  # another list, or the person, said it first, in other words
        key = f"{self._source}\x1f{met.key}"
        if is_open:
            return True
        taken = self._wish.decisions.get((key, field), follows or self._wish.takes_all)
        shown, told_now = (value_text(field, value, self._today) for value in (mine, theirs))
        title = with_year(met.row.title, met.event.starts)
        by_another = not follows and self._said_by_another(met, field, mine)
        self._changes.append(FieldChange(key, field, title, field_label(field), shown, told_now, taken, by_another))
        return taken

    def _said_by_another(self, met: _Meeting, field: str, mine: Any) -> bool:
        """Whether another list said what the plan has."""
        uid = met.row.uid
        if uid not in self._others:
            nodes = self._draft.find(TemplateNode, uid=uid)
            sayings = (_sayings(sound_values(decoded(node.shipped))) for node in nodes if node.template != self._source)
            self._others[uid] = frozenset(chain.from_iterable(sayings))
        return json.dumps((field, mine)) in self._others[uid]

    def _follow_deadlines(self, met: _Meeting, wanted: Mapping[str, Sequence[str]]) -> list[str]:
        said = []
        duties = self._draft.find(Deadline, activity_id=met.row.id)
        before: Told = met.told.get("deadlines", {})
        for slot, (kind, label, theirs) in wanted.items():
            field = f"deadline {slot}"
            mine = duty_of(duties, kind, label, sum(each[0] == kind for each in wanted.values()))
            if mine is not None and is_same_minute(moment_of(mine), theirs):
                continue  # lists write the end of a day as 23:59:00 or 23:59:59, in one zone or the other
            if mine is not None:
                last = {field: before[slot][2]} if slot in before else {}
                if self._takes(met, field, moment_of(mine), theirs, last):
                    self._draft.put(moved_to(mine, theirs))
                    said.append(told_change(field, moment_of(mine), theirs, self._today))
            elif slot not in before:  # else the person removed it
                self._add_deadline(met.row.id, kind, label, theirs)
                said.append(told_change(field, None, theirs, self._today))
        return said

    def _follow_links(self, met: _Meeting, values: Told) -> bool:
        """Adds the addresses that the list never named before and the event does not have; its other one, too."""
        told = met.told
        present = self._draft.find(Link, activity_id=met.row.id)
        known = {bare_address(url) for url in (met.event.url, *told.get("links", {}), *(link.url for link in present))}
        wanted: dict[str, str] = dict(values.get("links", {}))
        if met.event.url and values.get("url", "") not in ("", told.get("url")):
            wanted.setdefault(values["url"], "")
        fresh = {url: title for url, title in wanted.items() if bare_address(url) not in known}
        self._add_links(met.row.id, fresh, max((link.position for link in present), default=None))
        return bool(fresh)


def _sayings(told: Told) -> Iterator[str]:
    """What a list said of an event, each field and date with its value as one text."""
    yield from map(json.dumps, told.items())
    yield from (json.dumps((f"deadline {slot}", said[2])) for slot, said in told.get("deadlines", {}).items())


def _is_same(field: str, one: Any, other: Any) -> bool:
    """Whether two values of a field are one; a country is, however it is written."""
    if field == "country" and one and other:
        return country_key(one) == country_key(other)
    return bool(one == other)
