"""Quick add: what each sign means, what stays in the title, what is refused."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import clean_line
from planner.domain.quick_add import QuickAdd, Span, parse, preview, quoted
from planner.domain.spoken_dates import parse_past_date, parse_spoken_date
from planner.domain.words import EventType, Kind, Priority

TODAY = date(2026, 5, 13)  # a Wednesday
STEPS = ["Foundations of AI and ML", "Hands-on ML", "Product craft", "Practice", "Industry", "Network", "Network more"]


def read(text: str) -> QuickAdd:
    return parse(text, TODAY, STEPS)._replace(spans=())


EXAMPLES: list[tuple[str, QuickAdd]] = [
    (
        "Finish ML course !high #ml @2026-12-01 ~6h",
        QuickAdd(
            "Finish ML course",
            priority=Priority.HIGH,
            tags=("ml",),
            due=date(2026, 12, 1),
            estimate_minutes=360,
        ),
    ),
    ("Read", QuickAdd("Read")),
    ("Read https://a.org/a?b=1#c ~1h", QuickAdd("Read", links=("https://a.org/a?b=1#c",), estimate_minutes=60)),
    ("Read (https://example.org/a).", QuickAdd("Read (https://example.org/a).")),
    ("See https://example.org/a, then rest", QuickAdd("See then rest", links=("https://example.org/a",))),
    ("https://www.example.org/a/", QuickAdd("example.org/a", links=("https://www.example.org/a/",))),
    ("HTTP://example.org x HTTP://example.org", QuickAdd("x", links=("HTTP://example.org",))),
    ("http://a.org http://b.org #ml", QuickAdd("a.org", links=("http://a.org", "http://b.org"), tags=("ml",))),
    (
        "Read [the *post*](https://example.org/a) soon",
        QuickAdd("Read the *post* soon", links=("https://example.org/a",)),
    ),
    ("https://a.org/wiki/Go_(game)", QuickAdd("a.org/wiki/Go_(game)", links=("https://a.org/wiki/Go_(game)",))),
    ("See (https://a.org/x_(y)).", QuickAdd("See (https://a.org/x_(y)).")),
    ("Play https://a.org/x_(y)).", QuickAdd("Play", links=("https://a.org/x_(y)",))),
    ("[Go](https://a.org/Go_(game)) on", QuickAdd("Go on", links=("https://a.org/Go_(game)",))),
    ("Read https://a.org/x...", QuickAdd("Read", links=("https://a.org/x",))),
    ("[x](javascript:alert)", QuickAdd("[x](javascript:alert)")),
    ("Type http:// first", QuickAdd("Type http:// first")),
    ("Host http://[::1 here", QuickAdd("Host http://[::1 here")),
    ("Read \\https://example.org", QuickAdd("Read https://example.org")),
    ("Read \\[a](https://example.org)", QuickAdd("Read [a](https://example.org)")),
    ("Have a #h and hope", QuickAdd("Have a and hope", tags=("h",))),
    ("  Read \t a   book\n", QuickAdd("Read a book")),
    ("Read !low", QuickAdd("Read", priority=Priority.LOW)),
    ("!Medium Read", QuickAdd("Read", priority=Priority.MEDIUM)),
    ("Read !none", QuickAdd("Read", priority=Priority.NONE)),
    ("Read !urgent", QuickAdd("Read !urgent")),
    ("Read this!", QuickAdd("Read this!")),
    ("Wow!high", QuickAdd("Wow!high")),
    ("Read !high !low", QuickAdd("Read !low", priority=Priority.HIGH)),
    ("Read #ml #Deep-Learning #ML", QuickAdd("Read", tags=("ml", "Deep-Learning"))),
    ("Learn C# and F#", QuickAdd("Learn C# and F#")),
    ("Fix issue #42", QuickAdd("Fix issue #42")),
    ("Lire #été_2026", QuickAdd("Lire", tags=("été_2026",))),
    ("Read #a,b", QuickAdd("Read #a,b")),
    ("Read #", QuickAdd("Read #")),
    ("Mail a@b.org", QuickAdd("Mail a@b.org")),
    ("Ask @alice", QuickAdd("Ask @alice")),
    ("Read @today", QuickAdd("Read", due=date(2026, 5, 13))),
    ("Read @Tomorrow", QuickAdd("Read", due=date(2026, 5, 14))),
    ("Read @friday", QuickAdd("Read", due=date(2026, 5, 15))),
    ("Read @fri", QuickAdd("Read", due=date(2026, 5, 15))),
    ("Read @wednesday", QuickAdd("Read", due=date(2026, 5, 20))),
    ("Read @mon", QuickAdd("Read", due=date(2026, 5, 18))),
    ("Read @next monday", QuickAdd("Read", due=date(2026, 5, 18))),
    ("Read @next friday aloud", QuickAdd("Read aloud", due=date(2026, 5, 22))),
    ("Read @next week", QuickAdd("Read", due=date(2026, 5, 18))),
    ("Read @next month", QuickAdd("Read", due=date(2026, 6, 1))),
    ("Read @next year", QuickAdd("Read", due=date(2027, 1, 1))),
    ("Read @next door", QuickAdd("Read @next door")),
    ("Read @in 2 weeks", QuickAdd("Read", due=date(2026, 5, 27))),
    ("Read @in a week now", QuickAdd("Read now", due=date(2026, 5, 20))),
    ("Read @in 3 days", QuickAdd("Read", due=date(2026, 5, 16))),
    ("Read @in 1 month", QuickAdd("Read", due=date(2026, 6, 13))),
    ("Read @in one year", QuickAdd("Read", due=date(2027, 5, 13))),
    ("Meet @in the office", QuickAdd("Meet @in the office")),
    ("Read @1 dec", QuickAdd("Read", due=date(2026, 12, 1))),
    ("Read @1 Feb", QuickAdd("Read", due=date(2027, 2, 1))),
    ("Read @13 may", QuickAdd("Read", due=date(2026, 5, 13))),
    ("Read @29 feb", QuickAdd("Read", due=date(2028, 2, 29))),
    ("Read @dec 1 2027", QuickAdd("Read", due=date(2027, 12, 1))),
    ("Read @1st of May", QuickAdd("Read @1st of May")),
    ("Read @3rd december, 2027 twice", QuickAdd("Read twice", due=date(2027, 12, 3))),
    ("Read @1dec", QuickAdd("Read", due=date(2026, 12, 1))),
    ("Read @1.12.2026", QuickAdd("Read", due=date(2026, 12, 1))),
    ("Read @12/24", QuickAdd("Read @12/24")),
    ("Read @2026-6-1", QuickAdd("Read", due=date(2026, 6, 1))),
    ("Read @2026-06-01T10:00", QuickAdd("Read @2026-06-01T10:00")),
    ("Read @friday @monday", QuickAdd("Read @monday", due=date(2026, 5, 15))),
    ("Read ~90m", QuickAdd("Read", estimate_minutes=90)),
    ("Read ~45min", QuickAdd("Read", estimate_minutes=45)),
    ("Read ~1h30", QuickAdd("Read", estimate_minutes=90)),
    ("Read ~1H05m", QuickAdd("Read", estimate_minutes=65)),
    ("Read ~1.5h", QuickAdd("Read", estimate_minutes=90)),
    ("Read ~0,25h", QuickAdd("Read", estimate_minutes=15)),
    ("Read ~2d", QuickAdd("Read ~2d")),
    ("Read ~6", QuickAdd("Read ~6")),
    ("Read ~0h", QuickAdd("Read ~0h")),
    ("Read ~9999h", QuickAdd("Read", estimate_minutes=599_940)),
    ("Read ~600000m", QuickAdd("Read", estimate_minutes=600_000)),
    ("Read ~600001m", QuickAdd("Read ~600001m")),
    ("Keep 5 ~ 6 and 5~6h", QuickAdd("Keep 5 ~ 6 and 5~6h")),
    ("Read 10\u00a0pages of 本\u3000棚 #ml", QuickAdd("Read 10\u00a0pages of 本\u3000棚", tags=("ml",))),
    ("Read /Product craft twice", QuickAdd("Read twice", step="Product craft", step_index=2)),
    ("Read /craft", QuickAdd("Read", step="Product craft", step_index=2)),
    ("Read /network more", QuickAdd("Read", step="Network more", step_index=6)),
    ("Read /network", QuickAdd("Read", step="Network", step_index=5)),
    ("Read /netw", QuickAdd("Read /netw")),
    ("Read /3", QuickAdd("Read", step="Product craft", step_index=2)),
    ("Read /8", QuickAdd("Read /8")),
    ("Read and/or write /etc/passwd", QuickAdd("Read and/or write /etc/passwd")),
    ("See https://example.org/practice#top", QuickAdd("See", links=("https://example.org/practice#top",))),
    ("Read / write", QuickAdd("Read / write")),
    ("Deep learning *course", QuickAdd("Deep learning", kind=Kind.COURSE)),
    ("PyData *meetup", QuickAdd("PyData", kind=Kind.EVENT, event_type=EventType.MEETUP)),
    ("Visit *event", QuickAdd("Visit", kind=Kind.EVENT)),
    ("Read *course* notes * twice", QuickAdd("Read *course* notes * twice")),
    (r"Read \#ml \@friday \!high \~6h \/3 \*course", QuickAdd("Read #ml @friday !high ~6h /3 *course")),
    (r"Open C:\temp \\#x \n", QuickAdd(r"Open C:\temp \#x \n")),
    ("Read\x00 a\x1b[31m book\u202e", QuickAdd("Read a[31m book")),
    ("👩‍💻 Code", QuickAdd("👩‍💻 Code")),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_what_a_line_says(text: str, expected: QuickAdd) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Read @2026-02-30", "there is no 30 February 2026"),
        ("Read @2026-13-01", "there is no month 13"),
        ("Read @2026-00-10", "there is no month 0"),
        ("Read @0000-01-01", "there is no 1 January 0"),
        ("Read @31.4.2026", "there is no 31 April 2026"),
        ("Read @30 feb", "there is no 30 February; write another date, or put a backslash before the @ to keep it as"),
        ("Read @feb 29 2027", "there is no 29 February 2027"),
        ("Read @0 may", "there is no 0 May"),
        ("Read @9999-12-31", "out of range; choose a year from 2 to 9998"),
        ("Read @0001-01-01", "out of range; choose a year from 2 to 9998"),
        ("Read @in 9999 years", "out of range; choose a year from 2 to 9998"),
        ("Read @in 999999 weeks", "out of range; choose a year from 2 to 9998"),
        ("", "There is no title"),
        ("  \t", "There is no title"),
        ("!high #ml @friday", "There is no title"),
        ("\x00\x01", "There is no title"),
        ("x" * 501, "The title has 501 characters; shorten it to 500"),
    ],
)
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(InvalidInputError, match=words) as refused:
        read(text)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_title_of_500_characters_passes() -> None:
    assert len(read("x" * 500 + " !high").title) == 500


def test_spans_show_what_was_understood() -> None:
    text = "Do !high #ml @in 2 weeks ~6h /Practice *project"
    spans = preview(text, TODAY, STEPS).spans
    assert [(text[start:end], what) for start, end, what in spans] == [
        ("!high", "priority"),
        ("#ml", "tag"),
        ("@in 2 weeks", "due"),
        ("~6h", "estimate"),
        ("/Practice", "step"),
        ("*project", "kind"),
    ]
    assert preview("!high", TODAY).title == ""


pieces = st.sampled_from(
    [
        "!high",
        "#ml",
        "@friday",
        "@in",
        "2",
        "weeks",
        "~6h",
        "/3",
        "/network",
        "*course",
        "\\",
        "\\#x",
        "C#",
        "@1",
        "dec",
    ]
)
lines = st.one_of(st.text(max_size=80), st.lists(st.one_of(pieces, st.text(max_size=6))).map(" ".join))


def _without(text: str, spans: tuple[Span, ...]) -> str:
    rest, at = [], 0
    for start, end, _ in spans:
        rest.append(text[at:start])
        at = end
    return "".join([*rest, text[at:]])


@given(lines)
def test_no_text_is_lost_and_nothing_else_is_raised(text: str) -> None:
    try:
        found = parse(text, TODAY, STEPS)
    except InvalidInputError:
        return
    assert found.title
    assert found.title.isprintable() or any(not char.isprintable() for char in text)
    kept = clean_line(_without(text, found.spans)).replace("\\", "")
    assert found.title.replace("\\", "") == kept
    assert all(first.end <= second.start for first, second in zip(found.spans, found.spans[1:], strict=False))


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Z"], blacklist_characters="!#@~/*\\"), min_size=1)
)
def test_words_without_signs_stay_as_they_are(text: str) -> None:
    if len(text) <= 500:
        assert parse(text, TODAY).title == text


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_any_date_can_be_written(day: date) -> None:
    assert parse_spoken_date(f" @{day.isoformat()} ", TODAY) == day


@pytest.mark.parametrize("text", ["", "@", "soon", "2026-12-01 later", "12/1"])
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(InvalidInputError, match="is not a date; write it such as"):
        parse_spoken_date(text, TODAY)


def test_a_day_without_year_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="out of range; choose a year from 2 to 9998"):
        parse_spoken_date("1 jan", date(9999, 12, 31))
    with pytest.raises(InvalidInputError, match="out of range; choose a year from 2 to 9998"):
        parse_spoken_date("tomorrow", date(9999, 12, 31))


SKILLS = ["Data literacy", "Data strategy", "Market research"]


@pytest.mark.parametrize(
    ("text", "title", "skills"),
    [
        ("Read +Market research now", "Read now", ("Market research",)),
        ("Read +market +literacy", "Read", ("Market research", "Data literacy")),
        ("Read +data", "Read +data", ()),  # two could be meant
        ("C++ and +1", "C++ and +1", ()),
        (r"Read \+market", "Read +market", ()),
        ("+market +market Read", "Read", ("Market research",)),
    ],
)
def test_skills_by_name(text: str, title: str, skills: tuple[str, ...]) -> None:
    found = parse(text, date(2026, 5, 13), (), SKILLS)
    assert (found.title, found.skills) == (title, skills)


@given(st.text(max_size=80) | st.from_regex(r"( ?(https?://|h|\[|\\|!high|#a|[a-z.()]{1,4})){1,8}", fullmatch=True))
@example("0\x1f0")  # to Python a blank, to a plan nothing
@example("0\xa00")  # a blank that stays as it is
@example("0\xa0#a")
def test_a_quoted_text_says_nothing_but_itself(text: str) -> None:
    assert preview(quoted(text), TODAY, STEPS)._replace(spans=()) == QuickAdd(clean_line(text))


def test_many_signs_behind_an_address_take_no_time_to_read() -> None:
    """Read in one pass: in quadratic time this would take minutes."""
    dots = "." * 300_000
    assert preview(f"https://a.org{dots}x", TODAY).title == f"https://a.org{dots}x"
    assert preview(f"https://a.org{dots}", TODAY).links == ("https://a.org",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 5, 12)),
        ("today", date(2026, 5, 13)),
        ("12 may", date(2026, 5, 12)),
        ("13 May", date(2026, 5, 13)),
        ("14 may", date(2025, 5, 14)),
        ("Dec 1st", date(2025, 12, 1)),
        ("29 feb", date(2024, 2, 29)),
        ("friday", date(2026, 5, 8)),
        ("wed", date(2026, 5, 13)),
        ("tuesday", date(2026, 5, 12)),
        ("14 may 2026", date(2026, 5, 14)),
        ("2026-12-01", date(2026, 12, 1)),
        ("tomorrow", date(2026, 5, 14)),
    ],
)
def test_of_what_has_happened_the_last_such_day_is_meant(text: str, day: date) -> None:
    assert parse_past_date(text, date(2026, 5, 13)) == day


def test_what_is_no_date_is_none_in_the_past_either() -> None:
    with pytest.raises(InvalidInputError, match="“some day” is not a date"):
        parse_past_date("some day", date(2026, 5, 13))
