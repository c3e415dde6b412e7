"""What is kept of foreign entries: what goes out again, when, and that nothing kept can do more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_items import EVENT, CalendarItem
from planner.exchange import ics_keeping
from planner.exchange.ics_event import ParsedEvent
from planner.exchange.ics_kept import mark
from planner.exchange.ics_writer import Options, Stamps, cancelled_component, render_calendar, render_component
from tests.exchange.ics_lines import event

STAMPS = Stamps(0, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
ALARM = (
    "BEGIN:VALARM", "ACTION:EMAIL", "TRIGGER:-PT1H", "DESCRIPTION:Soon", "SUMMARY:Soon", "ATTENDEE:mailto:a@x.org",
    "END:VALARM",
)  # fmt: skip
END = "DTEND:20260506T100000Z"


def item(parsed: ParsedEvent) -> CalendarItem:
    shared = {name: getattr(parsed, name) for name in CalendarItem._fields if name in ParsedEvent._fields}
    return CalendarItem(what=EVENT, **shared)


def lines(of: CalendarItem, options: Options | None = None) -> list[str]:
    text = render_component(of, STAMPS, options or Options())
    return text.replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("line", "edit"),
    [
        ("X-ALT-DESC;FMTTYPE=text/html:<b>x</b>", {"description": "y"}),
        ("DESCRIPTION;LANGUAGE=en:x", {"description": "y"}),
        ("SUMMARY;LANGUAGE=en:x", {"summary": "y"}),
        ("LOCATION:Hall\\nBerlin", {"location": "y"}),
        ("X-APPLE-STRUCTURED-LOCATION;X-TITLE=Hall:geo:1,2", {"location": "y"}),
        ("CATEGORIES:a\\,b,c", {"categories": ("y",)}),
        ("GEO:48.12345678;11.5", {"latitude": 1.0}),
        ("URL:message:%3C1%3E", {"url": "https://a.example"}),
        ("URL;X-P=1:https://b.example", {"url": "https://a.example"}),
        ("EXRULE:FREQ=WEEKLY", {"rrule": "FREQ=DAILY"}),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", {"transparent": True}),
        ("X-MICROSOFT-CDO-ALLDAYEVENT:FALSE", {"starts": "2026-05-06", "ends": "2026-05-07", "zone": ""}),
    ],
)
def test_a_line_speaks_until_an_edit_contradicts_it(line: str, edit: dict[str, object]) -> None:
    now = item(event(line, END))
    assert line in lines(now)
    name = line.split(":", maxsplit=1)[0].split(";", maxsplit=1)[0]
    edited = lines(now._replace(**edit))  # type: ignore[arg-type]  # one field each
    assert line not in edited
    assert sum(each.startswith((f"{name}:", f"{name};")) for each in edited) <= 1


def test_an_alarm_rings_as_it_stood_while_its_reminder_is_there() -> None:
    now = item(event(*ALARM, END))
    text = lines(now)
    at = text.index("BEGIN:VALARM")
    assert tuple(text[at : at + len(ALARM)]) == ALARM
    assert "BEGIN:VALARM" not in lines(now._replace(reminders=()))
    assert "ACTION:DISPLAY" in lines(now._replace(reminders=(15,)))
    assert "BEGIN:VALARM" not in lines(now, Options(alarms=False))
    assert "VALARM" not in cancelled_component(render_component(now, STAMPS), STAMPS)


def test_an_alarm_by_the_end_does_not_ring_for_another_end() -> None:
    now = item(event("BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER;RELATED=END:-PT90M", "END:VALARM", END))
    assert "ACTION:AUDIO" in lines(now)
    later = lines(now._replace(ends="2026-05-06T12:00:00"))
    assert "ACTION:AUDIO" not in later
    assert "TRIGGER:-PT30M" in later


@pytest.mark.parametrize(
    "line",
    [
        "URL:javascript:alert(1)", "URL:JavaScript\\:alert(1)", "URL: java script:x", "URL:data:text/html,<script>",
        "ATTACH:javascript:alert(1)", "CONFERENCE;VALUE=URI:vbscript:x", 'COMMENT;ALTREP="javascript:x":y',
    ],
)  # fmt: skip
def test_an_address_that_runs_is_left_out_and_told(line: str) -> None:
    parsed = event(line, END)
    assert parsed.extra_ical == ""
    assert "would run" in parsed.remarks[0]
    assert line not in lines(item(parsed)._replace(extra_ical=line))
    assert line not in lines(item(parsed)._replace(extra_ical=f"=- {line}"))


def test_an_address_that_runs_beside_a_title_goes_without_it() -> None:
    assert "SUMMARY:x" in lines(item(event('SUMMARY;ALTREP="javascript:alert(1)":x', END)))


@pytest.mark.parametrize(
    "kept",
    [
        "=- END:VEVENT", "=- UID:evil", "=- STATUS:CANCELLED", "=- DTSTART:20300101", "=- X\\nEND:VEVENT",
        "=- BEGIN:VEVENT", "=- BEGIN:X\\nEND:X\\nEND:VEVENT", "=- BEGIN:X\\nBEGIN:VEVENT\\nEND:VEVENT\\nEND:X",
        "=- BEGIN:X\\nno line\\nEND:X", "=- BEGIN:X\\nEND:Y", "=- BEGIN:X", "=- X-A;TZID=No/Where:20260101T000000",
        "=0123456789abcdef SUMMARY:evil", "=-BEGIN:X", "= X-A:1", "=- BEGIN:" + "X\\nBEGIN:" * 20 + "X",
    ],
)  # fmt: skip
def test_a_kept_line_that_was_tampered_with_says_nothing(kept: str) -> None:
    now = item(event(END))
    assert lines(now._replace(extra_ical=kept)) == lines(now)


anything = st.text(st.characters() | st.sampled_from("\r\n\\;:,="), max_size=40)


@given(anything, anything, st.sampled_from(("SUMMARY", "DESCRIPTION", "BEGIN", "X-A", "CATEGORIES", "RRULE", "DTEND")))
def test_nothing_that_is_kept_ends_the_entry(before: str, text: str, name: str) -> None:
    now = item(event("SUMMARY:x", END))
    digests = ["-", *(mark(of, now) for of in ("SUMMARY", "DESCRIPTION", "CATEGORIES", "RRULE", "DTEND"))]
    extra = "\n".join(f"={digest} {name}{before}:{text}" for digest in digests)
    data = render_calendar([render_component(now._replace(extra_ical=extra), STAMPS)]).decode()
    inside = data.replace("\r\n ", "").split("\r\n")
    assert inside.count("BEGIN:VEVENT") == inside.count("END:VEVENT") == 1
    assert sum(line.startswith("UID:") for line in inside) == 1
    assert all(line.split(":")[0].split(";")[0].replace("-", "").isalnum() for line in inside[:-1])


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_keeping, "MAX_LINE", 100)
    monkeypatch.setattr(ics_keeping, "MAX_SIZE", 150)
    parsed = event("COMMENT:" + "x" * 80, "COMMENT:" + "y" * 80, "COMMENT:" + "z" * 120, END)
    assert parsed.extra_ical == "COMMENT:" + "x" * 80
    assert parsed.remarks == ("“COMMENT” is too long to keep and was left out",)
    long = event("BEGIN:VALARM", "TRIGGER:-PT1H", "ATTACH:" + "x" * 200, "END:VALARM", END)
    assert (long.extra_ical, long.reminders) == ("", (60,))
