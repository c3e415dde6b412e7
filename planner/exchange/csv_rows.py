"""The rows of a table as activities: each cell by what its column holds, and what cannot be understood reported."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, Final

from planner.config.text import tr
from planner.domain.dates import check_span, exclusive_end, is_zone
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.folding import fold
from planner.domain.states import has_state, states_of, status_of
from planner.domain.words import Kind, Status
from planner.exchange.csv_table import Row, Table
from planner.exchange.csv_values import Order, date_in, minutes_in, moment_in, read_date
from planner.exchange.csv_words import DATES, kind_of, priority_of
from planner.exchange.csv_words import status_of as status_word
from planner.exchange.incoming import (
    LINE_MAX,
    MAX_PARTS,
    MAX_STEPS,
    NAME_MAX,
    Incoming,
    IncomingActivity,
    IncomingRoadmap,
    IncomingStep,
    Remarks,
    Skipped,
    address_of,
    block_of,
    digest_of,
    line_of,
)

SOURCE: Final = "csv"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_UID_MAX: Final = 255
_TRUE: Final = frozenset(("true", "yes", "y", "1", "x", "core", "required", "mandatory"))
_FALSE: Final = frozenset(("false", "no", "n", "0", "", "optional"))


def unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


class CsvRows:
    """Reads the rows of one table."""

    def __init__(
        self,
        table: Table,
        fields: tuple[str, ...],
        orders: Mapping[str, Order],
        unit: float,
        where: str,
        *,
        is_ours: bool,
    ) -> None:
        if "title" not in fields:
            raise ExchangeError(
                tr(
                    "“{where}” has no column of titles; name one of its columns “title” and import it again.",
                    where=where,
                )
            )
        self._table = table
        self._fields = fields
        self._orders = orders
        self._unit = unit
        self._where = where
        self._is_ours = is_ours
        self._remarks: Remarks = table.remarks
        self._sections = _is_todoist(table)
        self._line = 0

    def preview(self, limit: int) -> tuple[tuple[tuple[int, Mapping[str, object]], ...], tuple[Skipped, ...]]:
        """The first rows as they would come in, by line, and the remarks of the whole table."""
        shown: list[tuple[int, Mapping[str, object]]] = []
        for row, cells in self._read():
            self._line = row.line
            values = self._values(cells)
            if values is not None and len(shown) < limit:
                names = {name: cells[name] for name in ("roadmap", "step") if cells.get(name)}
                shown.append((row.line, {**names, **values}))
        return tuple(shown), self._remarks.whole()

    def incoming(self) -> Incoming:
        """All rows, by roadmaps and steps in the order in which they are first named."""
        stem = line_of(PurePath(self._where).stem, NAME_MAX) or tr("Imported")
        cards = SOURCE if self._is_ours or "id" not in self._fields else f"{SOURCE}:{fold(self._where)}"
        steps: dict[tuple[str, str], tuple[str, str, list[IncomingActivity]]] = {}
        inbox: list[IncomingActivity] = []
        seen: dict[str, int] = {}
        for row, cells in self._read():
            self._line = row.line
            values = self._values(cells)
            if values is None:
                continue
            roadmap, step = (line_of(unguarded(cells.get(name, "")), NAME_MAX) for name in ("roadmap", "step"))
            key, uid = self._key(cells, values, roadmap, step)
            if key is None:
                continue
            count = seen[key] = seen.get(key, 0) + 1
            if count > 1 and (cells.get("uid") or cells.get("id")):
                self._remarks.line(row.line, tr("“{uid}” stands there a second time", uid=key[:80]))
                continue
            activity = IncomingActivity(key if count == 1 else f"{key}-{count}", values, str(row.line), uid)
            if not step:
                inbox.append(activity)
                continue
            group = (fold(roadmap), fold(step))
            if group not in steps and len(steps) >= MAX_STEPS:
                self._remarks.line(row.line, tr("there are over {n} steps; it goes to the inbox", n=MAX_STEPS))
                inbox.append(activity)
                continue
            steps.setdefault(group, (roadmap, step, []))[2].append(activity)
        if not steps and not inbox:
            raise ExchangeError(
                tr("“{where}” holds no row with a title; check which column holds the titles.", where=self._where)
            )
        knows_steps = "step" in self._fields or self._sections
        return Incoming(
            "csv",
            tuple(_roadmaps(steps, stem, cards)),
            tuple(inbox),
            cards,
            self._remarks.whole(),
            placed=knows_steps,
        )

    # -- rows -------------------------------------------------------------------------------------------------------

    def _read(self) -> list[tuple[Row, dict[str, str]]]:
        """The cells of each row by what they hold; sections, notes and indented tasks find their place."""
        read: list[tuple[Row, dict[str, str]]] = []
        section = ""
        types = [name.casefold() for name in self._table.columns]
        for row in self._table.rows:
            cells: dict[str, str] = {}
            for field, text in zip(self._fields, row.cells, strict=False):
                if field == "tags" and cells.get("tags"):
                    cells["tags"] += f",{text}"
                elif field:
                    cells[field] = text
            if self._sections:
                raw = dict(zip(types, row.cells, strict=False))
                what = raw.get("type", "").strip().casefold()
                if what == "section":
                    section = cells.get("title", "")
                    continue
                if what == "note" and read:
                    read[-1][1]["notes"] = f"{read[-1][1].get('notes', '')}\n\n{cells.get('title', '')}".strip()
                    continue
                if what not in ("task", ""):
                    continue
                if raw.get("indent", "1").strip() not in ("", "1") and read:
                    parent = read[-1][1]
                    parent["checklist"] = f"{parent.get('checklist', '')}\n[ ] {cells.get('title', '')}".strip()
                    continue
                cells.setdefault("step", section)
                cells["step"] = cells["step"] or section
            read.append((row, cells))
        return read

    def _key(self, cells: dict[str, str], values: dict[str, Any], roadmap: str, step: str) -> tuple[str | None, str]:
        """The stable name of a row, and its uid if it is one of ours."""
        for field in ("uid", "id"):
            name = unguarded(cells.get(field, "")).strip()
            if not name:
                continue
            if len(name) > _UID_MAX or line_of(name, _UID_MAX) != name:
                self._say(tr("“{uid}” is no identity; the row was left out", uid=line_of(name, 80)))
                return None, ""
            return name, name if field == "uid" and self._is_ours else ""
        return digest_of(roadmap, step, values["title"]), ""

    def _say(self, why: str) -> None:
        self._remarks.line(self._line, why)

    # -- cells ------------------------------------------------------------------------------------------------------

    def _values(self, cells: dict[str, str]) -> dict[str, Any] | None:
        title = line_of(unguarded(cells.get("title", "")))
        if not title:
            self._say(tr("the row has no title"))
            return None
        values: dict[str, Any] = {"title": title}
        kind = self._kind(cells)
        if kind is not None:
            values["kind"] = kind.value
        self._standing(cells, kind or Kind.TOPIC, values)
        self._texts(cells, values)
        self._numbers(cells, values)
        self._dates(cells, kind or Kind.TOPIC, values)
        self._parts(cells, values)
        return values

    def _kind(self, cells: dict[str, str]) -> Kind | None:
        text = cells.get("kind", "").strip()
        if not text:
            return None
        found = kind_of(text)
        if found is None:
            self._say(tr("“{word}” is no kind that is known; it came in as a topic", word=line_of(text, 40)))
        return found

    def _standing(self, cells: dict[str, str], kind: Kind, values: dict[str, Any]) -> None:
        state, text = cells.get("state", "").strip(), cells.get("status", "").strip()
        if state and has_state(kind):
            word = state.casefold().replace(" ", "_")
            if word in states_of(kind):
                values["state"] = word
                values["status"] = status_of(kind, word).value
                return
            if text:
                self._say(tr("“{word}” is no state of its kind", word=line_of(state, 40)))
        text = text or state  # other programs call the status a state
        if not text.strip("-–—"):
            return
        found = status_word(text)
        if found is None and read_date(text) is not None:
            found = Status.DONE  # a column “Completed” that holds the day
        if found is None:
            self._say(tr("“{word}” is no status that is known; it is left as planned", word=line_of(text, 40)))
        else:
            values["status"] = found.value

    def _texts(self, cells: dict[str, str], values: dict[str, Any]) -> None:
        texts: tuple[tuple[str, Callable[[str], str]], ...] = (
            ("notes", block_of),
            ("outcome", lambda text: line_of(text, LINE_MAX)),
            ("place", lambda text: line_of(text, NAME_MAX * 2)),
        )
        for name, tidy in texts:
            text = tidy(unguarded(cells.get(name, "")))
            if text or (self._is_ours and name in cells):
                values[name] = text
        if url := cells.get("url", "").strip():
            address = address_of(url if "://" in url or url.startswith("mailto:") else f"https://{url}")
            if address and (address == url or "." in url):
                values["url"] = address
            else:
                self._say(tr("“{url}” is no web or mail address; it was left out", url=line_of(url, 80)))

    def _numbers(self, cells: dict[str, str], values: dict[str, Any]) -> None:
        if text := cells.get("priority", "").strip(" -–—"):
            priority = priority_of(text)
            if priority is None:
                self._say(tr("“{word}” is no priority that is known", word=line_of(text, 40)))
            else:
                values["priority"] = priority.value
        if text := cells.get("estimate", "").strip():
            minutes = minutes_in(text, self._unit)
            if minutes is not None:
                values["estimate_minutes"] = minutes
            elif text.strip("0.,: "):
                self._say(tr("“{text}” is no length of time such as 6h or 45 min", text=line_of(text, 40)))
        elif self._is_ours and "estimate" in cells:
            values["estimate_minutes"] = None
        if "core" in cells:
            word = cells["core"].strip().casefold()
            if word in _TRUE or word in _FALSE:
                values["core"] = word in _TRUE
            else:
                self._say(tr("“{word}” is neither yes nor no", word=line_of(word, 40)))

    def _dates(self, cells: dict[str, str], kind: Kind, values: dict[str, Any]) -> None:
        read: dict[str, str] = {}
        for field in DATES:
            text = unguarded(cells.get(field, "")).strip()
            if text:
                day = moment_in(text) if self._is_ours and field in ("due", "starts", "ends") else None
                day = day or date_in(text, self._orders.get(field, ""))
                if day is None:
                    self._say(_no_date(text, doubtful=not self._orders.get(field)))
                else:
                    read[field] = day
            elif self._is_ours and field in ("started_on", "completed_on") and field in cells:
                values[field] = None
        if kind is Kind.EVENT:
            self._event(cells, read, values)
        else:
            if "starts" in read and values.get("status") in (Status.IN_PROGRESS, Status.DONE):
                read.setdefault("started_on", read["starts"])
            if "ends" in read:
                read.setdefault("due", read["ends"])
        values |= {field: read[field] for field in ("due", "started_on", "completed_on") if field in read}
        if "completed_on" in read and "status" not in values and "status" not in self._fields:
            values["status"] = Status.DONE.value

    def _event(self, cells: dict[str, str], read: dict[str, str], values: dict[str, Any]) -> None:
        if "starts" not in read and not self._is_ours and "due" in read:
            read["starts"] = read.pop("due")
        starts, ends, zone = read.get("starts"), read.get("ends"), cells.get("zone", "").strip()
        if starts is None:
            return
        try:
            if ends is not None and not self._is_ours:
                ends = exclusive_end(ends)
            if zone and not is_zone(zone):
                self._say(tr("“{zone}” is no time zone such as Europe/Berlin", zone=line_of(zone, 40)))
                zone = ""
            check_span(starts, ends, zone)
        except InvalidInputError as error:
            self._say(str(error))
            return
        values["detail"] = {"starts": starts, "ends": ends, "zone": zone}

    def _parts(self, cells: dict[str, str], values: dict[str, Any]) -> None:
        text = unguarded(cells.get("tags", ""))
        words = text.split() if text.lstrip().startswith("#") else text.replace(";", ",").replace("|", ",").split(",")
        tags = {fold(tag): tag for word in words[:MAX_PARTS] if (tag := line_of(word.strip().lstrip("#"), 100))}
        if taken := self._remarks.bounded(tags.values()):
            values["tags"] = taken
        lines = unguarded(cells.get("checklist", "")).split("\n")
        checklist: dict[str, bool] = {}
        for line in lines[:MAX_PARTS]:
            done = line.strip()[:3].casefold() == "[x]"
            body = line_of(line.strip()[3:] if line.strip()[:3].casefold() in ("[x]", "[ ]") else line, LINE_MAX)
            if body:
                checklist.setdefault(body, done)
        if bodies := self._remarks.bounded(checklist):
            values["checklist"] = bodies
            values["ticked"] = [body for body in bodies if checklist[body]]


def _is_todoist(table: Table) -> bool:
    return {"type", "content"} <= {name.casefold() for name in table.columns}


def _no_date(text: str, *, doubtful: bool) -> str:
    shown = line_of(text, 40)
    if doubtful and read_date(text) is not None:
        return tr("“{text}” may be two days; say whether the day or the month stands first", text=shown)
    return tr("“{text}” is no date", text=shown)


def _roadmaps(
    steps: Mapping[tuple[str, str], tuple[str, str, list[IncomingActivity]]], stem: str, cards: str
) -> list[IncomingRoadmap]:
    groups: dict[str, tuple[str, list[IncomingStep]]] = {}
    for (folded, _), (roadmap, step, activities) in steps.items():
        made = IncomingStep(digest_of(roadmap or stem, step), step, {}, tuple(activities))
        groups.setdefault(folded, (roadmap, []))[1].append(made)
    return [
        IncomingRoadmap(
            f"{SOURCE}:{digest_of(name or stem)}", name or stem, tuple(made), "names", placed=bool(name), cards=cards
        )
        for name, made in groups.values()
    ]
