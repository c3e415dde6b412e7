"""Events with everything that RFC 5545 and RFC 7986 know, as a foreign program may write them."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from hypothesis import strategies as st

from planner.exchange.ics_text import escape, fold

WORDS = st.text("aZ09 äß漢🎓,;:\\\"'\n<>&=-_%/", min_size=1, max_size=30).filter(str.strip)
ADDRESSES = st.sampled_from(
    (
        "https://a.example/x?y=1#z", "http://b.example", "mailto:a@b.example", "message:%3C1@a.example%3E",
        "tel:+49-30-1", "urn:isbn:0451450523", "../x/y.html", "cid:part1@x", "ftp://a.example/b", "geo:48.1,11.6",
    )
)  # fmt: skip
_TEXTUAL = (
    "COMMENT", "CONTACT", "X-FREE", "X-ALT-DESC;FMTTYPE=text/html", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=a", "NOVEL",
)  # fmt: skip
_ONCE = {
    "CLASS": st.sampled_from(("PUBLIC", "PRIVATE", "CONFIDENTIAL", "X-OWN")),
    "PRIORITY": st.integers(0, 9).map(str),
    "STATUS": st.sampled_from(("TENTATIVE", "CONFIRMED")),
    "TRANSP": st.sampled_from(("OPAQUE", "TRANSPARENT")),
    "SEQUENCE": st.integers(0, 9).map(str),
    "CREATED": st.just("20250101T000000Z"),
    "LAST-MODIFIED": st.just("20250202T000000Z"),
    "GEO": st.sampled_from(("37.386013;-122.082932", "1;2", "48.12345678;11.5")),
    "COLOR": st.sampled_from(("red", "steelblue")),
    "X-MICROSOFT-CDO-BUSYSTATUS": st.sampled_from(("BUSY", "OOF", "TENTATIVE", "FREE")),
    "X-MICROSOFT-CDO-ALLDAYEVENT": st.sampled_from(("TRUE", "FALSE")),
    "URL": ADDRESSES,
    'ORGANIZER;CN="Tom: a;b";SENT-BY="mailto:x@a.example"': st.just("mailto:o@a.example"),
}
_MANY = {
    "ATTACH": ADDRESSES,
    "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY": st.sampled_from(("aGVsbG8=", "aGVsbG8h" * 40)),
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ann;MEMBER="mailto:a@x","mailto:b@x"': st.sampled_from(
        ("mailto:ann@a.example", "mailto:ann2@a.example")
    ),
    "REQUEST-STATUS": st.just("2.0;Success;x"),
    "RELATED-TO;RELTYPE=SIBLING": st.sampled_from(("a@b", "c@d")),
    "RESOURCES": st.sampled_from(("PROJECTOR", "EASEL,VCR", "a\\,b")),
    "IMAGE;VALUE=URI;DISPLAY=BADGE": st.just("https://a.example/i.png"),
    "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Room": st.sampled_from(("https://a.example/meet", "tel:+1,,2")),
    "CATEGORIES": st.sampled_from(("ml", "a,b", "a\\,b,c", "Größe")),
    "CATEGORIES;LANGUAGE=de": st.just("Sitzung"),
}
_TIMES: dict[str, tuple[str, Callable[[str], str]]] = {
    "zoned": (";TZID=Europe/Berlin", str),
    "utc": ("", lambda value: value + "Z"),
    "floating": ("", str),
    "day": (";VALUE=DATE", lambda value: value[:8]),
}
_PARAMETERS = ("", "", ";LANGUAGE=de-CH", ';ALTREP="CID:part3.x@a.example";LANGUAGE=en', ";X-P=1")
_RULES = ("RRULE:FREQ=WEEKLY;COUNT=9", "RRULE;X-P=1:FREQ=MONTHLY;BYDAY=2MO;UNTIL={until}")
_PERIODS = "RDATE;VALUE=PERIOD:20260523T090000Z/PT3H,20260524T090000Z/20260524T100000Z"


@st.composite
def texts(draw: Any, name: str) -> list[str]:
    """A text property with its parameters, or none."""
    if draw(st.booleans()):
        return []
    return [f"{name}{draw(st.sampled_from(_PARAMETERS))}:{escape(draw(WORDS))}"]


@st.composite
def alarms(draw: Any) -> list[str]:
    """A VALARM of any action and trigger."""
    action = draw(st.sampled_from(("DISPLAY", "AUDIO", "EMAIL")))
    trigger = draw(
        st.sampled_from(
            (
                ":-PT15M", ":-P1D", ":-PT1440M", ":PT0S", ":-P1DT2H", ":-P1W", ";RELATED=END:-PT10M", ":PT30M",
                ";RELATED=START:-PT5M", ";VALUE=DATE-TIME:20260501T070000Z", ":-PT30S", ":PT15S", ";RELATED=END:PT1H",
                ";VALUE=DATE-TIME:19760401T005545Z",
            )
        )
    )  # fmt: skip
    lines = ["BEGIN:VALARM", f"ACTION:{action}", f"TRIGGER{trigger}"]
    if action != "AUDIO":
        lines.append(f"DESCRIPTION:{escape(draw(WORDS))}")
    if action == "EMAIL":
        lines += [f"SUMMARY:{escape(draw(WORDS))}", "ATTENDEE;CN=Ann:mailto:ann@a.example", "ATTENDEE:mailto:b@x"]
    if draw(st.booleans()):
        lines += ["REPEAT:4", "DURATION:PT5M"]
    if draw(st.booleans()):
        lines += ["ATTACH;FMTTYPE=audio/basic:ftp://a.example/bell.aud", "X-WR-ALARMUID:1-2-3", "UID:alarm@x"]
    return [*lines, "END:VALARM"]


@st.composite
def events(draw: Any) -> list[str]:
    """The content lines of one VEVENT, not folded."""
    lines = ["BEGIN:VEVENT", f"UID:{draw(st.uuids())}@foreign.example", "DTSTAMP:20260101T000000Z"]
    lines += _times(draw)
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        lines += draw(texts(name))
    lines += [f"{name}:{draw(value)}" for name, value in _ONCE.items() if draw(st.integers(0, 2)) == 0]
    for name, value in _MANY.items():
        lines += [f"{name}:{each}" for each in draw(st.lists(value, max_size=2, unique=True))]
    for name in _TEXTUAL:
        lines += [f"{name}:{escape(each)}" for each in draw(st.lists(WORDS, max_size=1))]
    for alarm in draw(st.lists(alarms(), max_size=3)):
        lines += alarm
    if draw(st.integers(0, 4)) == 0:
        lines += ["BEGIN:PARTICIPANT", "UID:p@x", "PARTICIPANT-TYPE:SPEAKER", "END:PARTICIPANT"]
    return [*lines, "END:VEVENT"]


def _times(draw: Any) -> list[str]:
    kind = draw(st.sampled_from(tuple(_TIMES)))
    parameters, form = _TIMES[kind]
    extra = draw(st.sampled_from(("", "", ";X-NOTE=a")))
    lines = [f"DTSTART{extra}{parameters}:{form('20260511T090000')}"]
    end = draw(st.sampled_from(("end", "duration", "none", "elsewhere")))
    if end == "duration":
        lines.append("DURATION:P2D" if kind == "day" else "DURATION:PT1H30M")
    elif end == "elsewhere" and kind == "zoned":
        lines.append("DTEND;TZID=America/New_York:20260511T070000")
    elif end != "none":
        lines.append(f"DTEND{parameters}:{form('20260512T100000')}")
    repeats = draw(st.sampled_from(("none", "none", "series", "override")))
    if repeats == "series":
        until = {"day": "20270101", "floating": "20270101T000000"}.get(kind, "20270101T000000Z")
        lines.append(draw(st.sampled_from(_RULES)).format(until=until))
        lines += [f"EXDATE{parameters}:{form('20260518T090000')},{form('20260525T090000')}"] * draw(st.integers(0, 1))
        lines += [f"RDATE{parameters}:{form('20260520T090000')}"] * draw(st.integers(0, 1))
        lines += ["EXRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=2"] * draw(st.integers(0, 1))
        if kind == "utc":
            lines += [_PERIODS] * draw(st.integers(0, 1))
    elif repeats == "override":
        later = draw(st.sampled_from(("", ";RANGE=THISANDFUTURE")))
        lines.append(f"RECURRENCE-ID{later}{parameters}:{form('20260518T090000')}")
    return lines


ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Europe/Berlin",
    "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200", "END:DAYLIGHT",
    "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def calendar(*found: Sequence[str]) -> bytes:
    """A file of such events."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//foreign//EN")
    lines = [*head, *ZONE, *chain.from_iterable(found), "END:VCALENDAR"]
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()
