"""Merging one activity of a file or template into the plan by three-way comparison, field by field.

A field that still is as the source last told it follows the source, a field that the person changed stays. Parts that
the person removed stay away; nothing is removed because the source dropped it. An activity changes its kind only while
it is planned and its record is as it came: state, dates and fees of one kind mean nothing to another.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from planner.domain import states
from planner.domain.dates import exclusive_end, is_date, last_day, utc_bounds
from planner.domain.folding import fold
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    ChecklistItem,
    Deadline,
    Event,
    Link,
    Tag,
)
from planner.domain.ordering import between, spread
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, Kind, SkillId, Status, StepId, TagId
from planner.services.actions import common
from planner.services.actions.activities import add_detail, new_detail
from planner.services.actions.attempts import follow_state
from planner.services.rows import Rows

Values = Mapping[str, Any]
_PLAIN: Final = (
    "title",
    "core",
    "priority",
    "estimate_minutes",
    "cadence_count",
    "cadence_minutes",
    "notes",
    "person",
    "outcome",
    "outcome_url",
    "started_on",
)
_TIMES: Final = frozenset(("starts", "ends", "zone"))


def followed(current: Values, told: Values, values: Values) -> dict[str, Any]:
    """The fields that still are as they were told, at what is told now."""
    return {name: value for name, value in values.items() if name in told and current[name] == told[name]}


class ActivityMerge:
    """Adds and updates activities; ``skills`` are the skills that they may show, by their keys."""

    def __init__(self, rows: Rows, skills: Mapping[str, SkillId]) -> None:
        self._rows = rows
        self._skills = skills
        self._last: dict[tuple[StepId | None, str], str] = {}
        self._tag_ids: dict[str, TagId] = {}

    def add(self, step_id: StepId | None, values: Values, *, node: str = "", uid: str = "", place: str = "") -> str:
        """Adds an activity with all its parts, at ``place`` or the end of its column, and gives its uid."""
        rows = self._rows
        kind = values.get("kind", Kind.TOPIC.value)
        status = self._status_of(kind, values)
        uid = uid or rows.new_uid()
        plain = {name: values[name] for name in _PLAIN if name in values}
        started, completed = states.move_dates(Status.PLANNED, status, values.get("started_on"), None, rows.today)
        if status == Status.DONE:
            completed = values.get("completed_on") or completed
        row = Activity(
            ActivityId(0),
            uid,
            kind=kind,
            status=status,
            step_id=step_id,
            position=place or self._end(step_id, status),
            created_at=rows.now,
            node=node,
            **{**plain, "started_on": started, "completed_on": completed},
        )
        row = row._replace(id=ActivityId(rows.add(row)))
        add_detail(rows, row.id, kind, status, self._facts(kind, values))
        ticked = set(values.get("ticked", ()))
        texts = values.get("checklist", ())
        for text, key in zip(texts, spread(len(texts)), strict=True):
            rows.add(ChecklistItem(0, rows.new_uid(), row.id, text, done=text in ticked, position=key))
        links = self._links(kind, values)
        for (url, title), key in zip(links.items(), spread(len(links)), strict=True):
            rows.add(Link(0, rows.new_uid(), row.id, url, title, key))
        self._set_tags(row.id, {}, values)
        for skill, level in values.get("skills", {}).items():
            if skill in self._skills:
                rows.add(ActivitySkill(0, row.id, self._skills[skill], level))
        self._set_due(row, {}, values)
        return uid

    def current(self, row: Activity, values: Values) -> dict[str, Any]:
        """What the plan says now of all that ``values`` speak of, as if the source had told it."""
        detail = common.detail_of(self._rows, row)
        found: dict[str, Any] = {name: getattr(row, name) for name in values if name in Activity._fields}
        found["state"] = detail.state if detail is not None else ""
        found["due"] = _due(self._due_of(row))
        found["place"] = _place(detail)
        found["days"] = _days(detail)
        found["url"] = self._url(row, detail)
        if detail is not None:
            found["detail"] = {name: getattr(detail, name, None) for name in values.get("detail", {})}
        items = self._rows.find(ChecklistItem, activity_id=row.id)
        found["checklist"] = [item.text for item in items]
        found["ticked"] = [item.text for item in items if item.done]
        found["links"] = {link.url: link.title for link in self._rows.find(Link, activity_id=row.id)}
        found["tags"] = [_tag_key(name) for name in self._tags_of(row.id).values()]
        found["skills"] = {}
        return found

    def update(
        self, row: Activity, told: Values, values: Values, move: tuple[StepId | None] | None = None
    ) -> tuple[str, ...]:
        """Lets an activity follow what is told now, and ``move`` into another step; gives the fields that changed."""
        rows = self._rows
        plain = {name: values[name] for name in _PLAIN if name in values}
        # What was never told was not there: a source that fills it later speaks of it for the first time.
        changed = row._replace(**followed(row._asdict(), {**Activity._field_defaults, **told}, plain))
        detail = common.detail_of(rows, row)
        kind = values.get("kind", row.kind)
        if kind != row.kind and self._is_unbegun(row, detail, told):
            common.remove_detail(rows, row)
            changed = changed._replace(kind=kind)
            add_detail(rows, row.id, kind, row.status, self._facts(kind, values))
        elif kind == row.kind and detail is not None:
            rows.put(self._detail(detail, told, values))
        changed = self._moved(changed, told, values)
        if move is not None:
            changed = changed._replace(step_id=move[0])
        if (changed.step_id, changed.status) != (row.step_id, row.status):
            changed = changed._replace(position=self._end(changed.step_id, changed.status))
        rows.put(changed)
        new_detail_row = common.detail_of(rows, changed)
        parts = (
            *(("details",) if changed.kind == row.kind and new_detail_row != detail else ()),
            *(("due",) if self._set_due(changed, told, values) else ()),
            *(("checklist",) if self._set_checklist(changed.id, told, values) else ()),
            *(("links",) if self._set_links(changed, new_detail_row, told, values) else ()),
            *(("tags",) if self._set_tags(changed.id, told, values) else ()),
            *(("skills",) if self._set_skills(changed.id, told, values) else ()),
        )
        moved = [name for name, old, new in zip(row._fields, row, changed, strict=True) if old != new]
        return (*(name for name in moved if name not in ("position", "before_state")), *parts)

    def _end(self, step_id: StepId | None, status: str) -> str:
        """The next place at the end of a column."""
        key = (step_id, status)
        if key not in self._last:
            column = self._rows.find(Activity, step_id=step_id, status=status)
            self._last[key] = max((row.position for row in column), default="")
        self._last[key] = between(self._last[key] or None, None)
        return self._last[key]

    # -- status, kind and the record of the kind --------------------------------------------------------------------

    def _status_of(self, kind: str, values: Values) -> str:
        state = values.get("state")
        return str(states.status_of(kind, state) if state else values.get("status", Status.PLANNED))

    def _facts(self, kind: str, values: Values) -> dict[str, Any]:
        """The record of the kind as it comes, with what follows from its times."""
        fields: tuple[str, ...] = common.DETAIL_TYPES[kind]._fields if kind in common.DETAIL_TYPES else ()
        facts = {name: value for name, value in values.get("detail", {}).items() if name in fields}
        if values.get("state"):
            facts["state"] = values["state"]
        if "url" in fields and values.get("url"):
            facts["url"] = values["url"]
        if "venue" in fields and values.get("place"):
            facts["venue"] = values["place"]
        if "starts" in fields and values.get("days"):
            facts |= {"starts": values["days"][0], "ends": values["days"][1]}
        if facts.get("starts"):
            begin, end = utc_bounds(facts["starts"], facts.get("ends"), facts.get("zone", ""))
            facts |= {"starts_utc": begin, "ends_utc": end}
        return facts

    def _detail(self, detail: common.Detail, told: Values, values: Values) -> common.Detail:
        facts = {name: value for name, value in values.get("detail", {}).items() if name in detail._fields}
        taken = followed(detail._asdict(), {**detail._field_defaults, **told.get("detail", {})}, facts)
        if _TIMES & facts.keys() and not _TIMES & facts.keys() <= taken.keys():
            taken = {name: value for name, value in taken.items() if name not in _TIMES}  # all of them, or none
        if "url" in values and detail.url == told.get("url", ""):
            taken["url"] = values["url"]
        if isinstance(detail, Event):
            if "place" in values and _place(detail) == told.get("place", "") != values["place"]:
                taken |= {"venue": values["place"], "city": "", "country": ""}
            if values.get("days") and _days(detail) == told.get("days") != values["days"]:
                taken |= {"starts": values["days"][0], "ends": values["days"][1], "zone": ""}
            after = detail._replace(**taken)
            if _TIMES & taken.keys():
                begin, end = utc_bounds(after.starts, after.ends, after.zone, after.start_fold, after.end_fold)
                after = after._replace(starts_utc=begin, ends_utc=end)
            return after
        return detail._replace(**taken)

    def _moved(self, row: Activity, told: Values, values: Values) -> Activity:
        """The activity in the status or state that the source tells, where the person left it as it was told."""
        detail = common.detail_of(self._rows, row)
        on = values.get("completed_on") or self._rows.today
        state = values.get("state", "")
        if detail is not None and state:
            before = told.get("state") or states.first_state(row.kind, told.get("status", Status.PLANNED))
            if detail.state == before != state:
                standing = states.set_state(row.kind, detail.state, state, row.before_state)
                self._rows.put(detail._replace(state=standing.state))
                on = follow_state(self._rows, row, detail.state, standing.state, on)
                row = common.moved_to(row, standing, on)
        elif "status" in values and row.status == told.get("status", Status.PLANNED) != values["status"]:
            row = common.standing(self._rows, row, detail, values["status"], on)
        if row.status == Status.DONE and values.get("completed_on") and row.completed_on == told.get("completed_on"):
            row = row._replace(completed_on=values["completed_on"])
        return row

    def _is_unbegun(self, row: Activity, detail: common.Detail | None, told: Values) -> bool:
        """Whether kind, status and the record of the kind still are as they came, so that another kind may come."""
        if (row.kind, row.status, row.before_state) != (told.get("kind", Kind.TOPIC), Status.PLANNED, ""):
            return False
        fresh = new_detail(row.id, row.kind, row.status, self._facts(row.kind, told))
        return detail is None or fresh is None or detail._replace(id=0) == fresh

    # -- parts ------------------------------------------------------------------------------------------------------

    def _due_of(self, row: Activity) -> Deadline | None:
        return self._rows.one(Deadline, activity_id=row.id, kind=DeadlineKind.DUE.value)

    def _set_due(self, row: Activity, told: Values, values: Values) -> bool:
        if "due" not in values:
            return False
        found, due = self._due_of(row), values["due"]
        if _due(found) != told.get("due") or due == _due(found) or due is None:
            return False
        when = {"on_date": due, "at_utc": None} if is_date(due) else {"on_date": None, "at_utc": due, "zone": "UTC"}
        if found is None:
            made = Deadline(DeadlineId(0), self._rows.new_uid(), row.id, DeadlineKind.DUE.value)
            self._rows.add(made._replace(**when))
        else:
            self._rows.put(found._replace(**{"zone": "", **when}))
        return True

    def _set_checklist(self, activity_id: ActivityId, told: Values, values: Values) -> bool:
        """Adds the lines that are new, and ticks those that the source ticked or no longer ticks."""
        texts = values.get("checklist", ())
        if not texts:
            return False
        rows, changed = self._rows, False
        items = rows.find(ChecklistItem, activity_id=activity_id)
        last = max((item.position for item in items), default=None)
        ticked, was_ticked = set(values.get("ticked", ())), set(told.get("ticked", ()))
        known = set(told.get("checklist", ()))
        for text in texts:
            if text not in known:
                last = between(last, None)
                rows.add(ChecklistItem(0, rows.new_uid(), activity_id, text, done=text in ticked, position=last))
                changed = True
        if "ticked" in values:
            for item in items:
                if item.text in known and (item.text in ticked) != (item.text in was_ticked) == item.done:
                    rows.put(item._replace(done=item.text in ticked))
                    changed = True
        return changed

    def _links(self, kind: str, values: Values) -> dict[str, str]:
        """The links of a new activity: its one address is a link where its kind has no place for it."""
        links = dict(values.get("links", {}))
        if values.get("url") and kind not in common.DETAIL_TYPES:
            links = {values["url"]: "", **links}
        return links

    def _url(self, row: Activity, detail: common.Detail | None) -> str:
        """The one address that a table shows of an activity."""
        links = sorted(self._rows.find(Link, activity_id=row.id), key=lambda link: (link.position, link.id))
        return (detail.url if detail is not None else "") or (links[0].url if links else "")

    def _set_links(self, row: Activity, detail: common.Detail | None, told: Values, values: Values) -> bool:
        wanted = dict(values.get("links", {}))
        url = values.get("url")
        if url and url != told.get("url") and (detail is None or detail.url != url):
            wanted = {url: "", **wanted}
        if not wanted:
            return False
        rows, changed = self._rows, False
        links = {link.url: link for link in rows.find(Link, activity_id=row.id)}
        last = max((link.position for link in links.values()), default=None)
        for address, title in wanted.items():
            old = told.get("links", {}).get(address)
            if old is None and address not in links:
                last = between(last, None)
                rows.add(Link(0, rows.new_uid(), row.id, address, title, last))
                changed = True
            elif address in links and title != old == links[address].title:
                rows.put(links[address]._replace(title=title))
                changed = True
        return changed

    def _tags_of(self, activity_id: ActivityId) -> dict[int, str]:
        uses = self._rows.find(ActivityTag, activity_id=activity_id)
        return {use.tag_id: tag.name for use in uses if (tag := self._rows.one(Tag, id=use.tag_id)) is not None}

    def _set_tags(self, activity_id: ActivityId, told: Values, values: Values) -> bool:
        names: Iterable[str] = values.get("tags", ())
        known = {_tag_key(name) for name in told.get("tags", ())}
        fresh = [name for name in names if _tag_key(name) not in known]
        if not fresh:
            return False
        borne = {_tag_key(name) for name in self._tags_of(activity_id).values()}
        changed = False
        for name in fresh:
            if _tag_key(name) not in borne:
                borne.add(_tag_key(name))
                self._rows.add(ActivityTag(0, activity_id, self._tag(name)))
                changed = True
        return changed

    def _tag(self, name: str) -> TagId:
        """The tag of a name, or of one that tables write alike; a new one where there is none."""
        if not self._tag_ids:
            known = sorted(self._rows.find(Tag), key=lambda tag: tag.id, reverse=True)
            self._tag_ids = {_tag_key(tag.name): tag.id for tag in known} | {fold(tag.name): tag.id for tag in known}
        found = self._tag_ids.get(fold(name)) or (self._tag_ids.get(_tag_key(name)) if "-" in name else None)
        if found is None:
            found = TagId(self._rows.add(Tag(TagId(0), self._rows.new_uid(), name)))
            self._tag_ids[fold(name)] = found
            self._tag_ids.setdefault(_tag_key(name), found)
        return found

    def _set_skills(self, activity_id: ActivityId, told: Values, values: Values) -> bool:
        if not values.get("skills"):
            return False
        changed = False
        shown = {use.skill_id: use for use in self._rows.find(ActivitySkill, activity_id=activity_id)}
        for key, level in values["skills"].items():
            skill_id, old = self._skills.get(key), told.get("skills", {}).get(key)
            if skill_id is None:
                continue
            if old is None and skill_id not in shown:
                self._rows.add(ActivitySkill(0, activity_id, skill_id, level))
                changed = True
            elif skill_id in shown and shown[skill_id].level == old != level:
                self._rows.put(shown[skill_id]._replace(level=level))
                changed = True
        return changed


def _due(found: Deadline | None) -> str | None:
    return None if found is None else found.on_date or found.at_utc


def _place(detail: common.Detail | None) -> str:
    """Where an event is, in the one line that a table shows."""
    return ", ".join(filter(None, (detail.venue, detail.city, detail.country))) if isinstance(detail, Event) else ""


def _days(detail: common.Detail | None) -> list[str] | None:
    """The days of an event as a list to read gives them: the first one, and the one after the last."""
    if not isinstance(detail, Event) or not detail.starts:
        return None
    first = detail.starts[:10]
    last = last_day(detail.ends) if detail.ends else first
    return [first, exclusive_end(max(first, last))]


def _tag_key(name: str) -> str:
    """Tables write blanks inside a tag as hyphens, so that both spellings are one."""
    return fold(name).replace(" ", "-")
