"""A document to read, in parts that say what they are: a page, a Markdown file and a PDF show the same ones."""

from typing import NamedTuple


class Target(NamedTuple):
    """What a line leads to: ``kind`` is “activity”, “outcomes” or “picks”, ``key`` says which."""

    kind: str
    key: str


class Figure(NamedTuple):
    """A number that stands out, with what it counts: “212 h”, “logged”."""

    value: str
    words: str


class Figures(NamedTuple):
    """Some numbers side by side; ``sentence`` says the same."""

    figures: tuple[Figure, ...]
    sentence: str


class Text(NamedTuple):
    """A paragraph. ``is_quiet`` stands back; ``target`` is what it leads to."""

    text: str
    is_quiet: bool = False
    target: Target | None = None


class Subheading(NamedTuple):
    """A heading within a section."""

    text: str


class Entry(NamedTuple):
    """One thing with what is said of it: a title, a ``note`` beside it, words below, an address.

    ``is_quote`` tells that the words are the person's own: they stand out, and the title stands back.
    """

    title: str
    text: str = ""
    note: str = ""
    url: str = ""
    target: Target | None = None
    is_quote: bool = False


class Bar(NamedTuple):
    """One line of a bar chart; ``value`` are the words for ``amount``, ``hue`` is that of a step."""

    name: str
    amount: int
    value: str
    hue: int | None = None


class Bars(NamedTuple):
    """A bar chart, every line on the same scale from zero. ``name`` says what it shows."""

    name: str
    bars: tuple[Bar, ...]


class Table(NamedTuple):
    """Rows under headings; the columns ``right`` are numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


class Level(NamedTuple):
    """An axis of the radar: the level at the beginning and at the end, None where it was not known."""

    name: str
    before: float | None
    after: float | None


class Radar(NamedTuple):
    """Levels over those of the beginning; ``table`` says the same. ``before`` and ``after`` name the two days."""

    levels: tuple[Level, ...]
    before: str
    after: str
    table: Table


Block = Figures | Text | Subheading | Entry | Bars | Table | Radar


class Section(NamedTuple):
    """Blocks under a heading; ``id`` tells it from the others in code."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


class Document(NamedTuple):
    """The whole: a title, a line below it, and sections."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
