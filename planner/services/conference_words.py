"""What changes of a conference, in words: “call for papers closes: extended from 12 May 2027 to 17 May 2027”."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.config.text import tr
from planner.domain.dates import AOE, from_instant, parse_date
from planner.domain.plain_text import shortened
from planner.domain.words import DeadlineKind
from planner.services.humanize import clock_time, date_range, long_date
from planner.services.words import deadline_word, format_word


def field_label(field: str) -> str:
    """The word for a field of a conference; ``deadline kind/label`` names a deadline."""
    if field.startswith("deadline "):
        kind, _, label = field.removeprefix("deadline ").partition("/")
        word = deadline_word(kind)
        if kind == DeadlineKind.OTHER and label:
            return label
        return tr("{kind} ({label})", kind=word, label=label) if label else word
    words = {
        "title": tr("name"),
        "days": tr("dates"),
        "venue": tr("venue"),
        "city": tr("city"),
        "country": tr("country"),
        "format": tr("format"),
        "url": tr("link"),
        "topics": tr("topics"),
        "position": tr("position"),
        "notes": tr("notes"),
        "links": tr("links"),
    }
    return words[field]


def with_year(title: str, starts: str | None) -> str:
    """The title of an edition with its year, where it does not hold that: “ICLR 2026”."""
    year = (starts or "")[:4]
    return title if not year or year in title else tr("{title} {year}", title=title, year=year)


def value_text(field: str, value: Any, today: date) -> str:
    """A value of a field as it is shown; a dash for none."""
    if value in (None, "", []):
        return "–"
    if field == "days":
        return date_range(value[0], value[1], today)
    if field.startswith("deadline "):
        return _moment_text(value)
    if field == "format":
        return format_word(value)
    if field == "topics":
        return ", ".join(value)
    if field == "position":
        return tr("{latitude}, {longitude}", latitude=value[0], longitude=value[1])
    return shortened(str(value))


def _moment_text(moment: str) -> str:
    at, is_instant, zone = moment.partition(" ")
    if not is_instant:
        return long_date(parse_date(at))
    wall = from_instant(at, zone or "UTC")[0]
    day = long_date(parse_date(wall[:10]))
    if zone == AOE:
        named = tr("anywhere on Earth")
        return tr("{day}, {zone}", day=day, zone=named) if wall[11:16] == "23:59" else tr(
            "{day} {time}, {zone}", day=day, time=clock_time(wall), zone=named
        )
    return tr("{day} {time}, {zone}", day=day, time=clock_time(wall), zone=zone)


def told_changes(before: Mapping[str, Any], taken: Mapping[str, Any], today: date) -> list[str]:
    """What changes in the fields that are taken over; where one goes and when, if both change, in one."""
    said = []
    both = {"days", "city"} <= taken.keys() and before["days"] and before["city"]
    for field, theirs in taken.items():
        if both and field == "days":
            said.append(
                tr(
                    "moved from {city}, {days}, to {new_city}, {new_days}",
                    city=before["city"],
                    days=value_text("days", before["days"], today),
                    new_city=taken["city"],
                    new_days=value_text("days", theirs, today),
                )
            )
        elif not (both and field == "city"):
            said.append(told_change(field, before[field], theirs, today))
    return said


def told_change(field: str, mine: Any, theirs: Any, today: date) -> str:
    """What changes in a field, in words: extended or brought forward, moved, filled in or set to something else."""
    label, after = field_label(field), value_text(field, theirs, today)
    if mine in (None, "", []):
        return tr("{field}: {value}", field=label, value=after)
    before = value_text(field, mine, today)
    if field.startswith("deadline "):
        if mine[:10] < theirs[:10]:
            return tr("{field}: extended from {before} to {after}", field=label, before=before, after=after)
        if mine[:10] > theirs[:10]:
            return tr("{field}: brought forward from {before} to {after}", field=label, before=before, after=after)
    if field == "days":
        return tr("moved from {before} to {after}", before=before, after=after)
    return tr("{field}: {after} instead of {before}", field=label, before=before, after=after)
