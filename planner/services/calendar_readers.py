"""How calendar apps will read a file: what each is known to ignore or change of what this very file holds.

The facts were measured with real readers, or are documented by their vendors or in threads of issues; they stand in
CALENDAR_NOTES.md of the design, and nothing is said here that does not stand there. A sentence appears only where it
concerns the file that is asked about.
"""

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from planner.config import formats
from planner.config.text import tr, trn
from planner.domain.calendar_items import CANCELLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.calendar_choice import Choice
    from planner.services.planner import Planner

App = Literal["thunderbird", "google", "apple", "outlook", "other"]
APPS: Final[tuple[App, ...]] = ("thunderbird", "google", "apple", "outlook", "other")
"""Where a person's calendar may be; “other” is any other app, or just a file."""
GOOGLE_MAX: Final = 1_000_000
"""The size in bytes from which Google refuses a file, about."""


class FileFacts(NamedTuple):
    """What a calendar file holds, as far as apps differ on it.

    ``size`` is in bytes. ``alarms`` are reminders, ``several`` the entries with more than one. ``floating`` counts
    entries with a time of day and no zone, ``free`` those that leave the person free, ``addresses`` those with a web
    address, ``coloured`` those with a colour of their own, ``meetings`` those with the address of a video meeting,
    ``cancelled`` those that are called off. ``followed`` says that the file is made to be followed: it has a name, a
    colour, and how often to ask again.
    """

    size: int = 0
    entries: int = 0
    alarms: int = 0
    several: int = 0
    floating: int = 0
    free: int = 0
    addresses: int = 0
    coloured: int = 0
    meetings: int = 0
    cancelled: int = 0
    followed: bool = False

    @property
    def too_big_for_google(self) -> bool:
        """Whether Google would refuse the file."""
        return self.size > GOOGLE_MAX


class Reading(NamedTuple):
    """What one app makes of a file; no sentence where nothing is known that it ignores or changes."""

    app: App
    name: str
    sentences: tuple[str, ...]


def app_name(app: App) -> str:
    """What an app is called."""
    return {
        "thunderbird": tr("Thunderbird"),
        "google": tr("Google"),
        "apple": tr("Apple"),
        "outlook": tr("Outlook"),
        "other": tr("Another app"),
    }[app]


def facts_of(components: "Sequence[str]", size: int, *, followed: bool) -> FileFacts:
    """What a file of these rendered components holds; ``size`` is that of the whole file, in bytes."""
    alarms = [text.count("\r\nBEGIN:VALARM\r\n") for text in components]
    return FileFacts(
        size=size,
        entries=len(components),
        alarms=sum(alarms),
        several=sum(number > 1 for number in alarms),
        floating=sum(map(_is_floating, components)),
        free=_number(components, "\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"),
        addresses=_number(components, "\r\nURL:", "\r\nURL;"),
        coloured=_number(components, "\r\nCOLOR:", "\r\nCOLOR;"),
        meetings=_number(components, "\r\nCONFERENCE:", "\r\nCONFERENCE;"),
        cancelled=_number(components, f"\r\nSTATUS:{CANCELLED}\r\n"),
        followed=followed,
    )


def file_facts(planner: "Planner", choice: "Choice") -> FileFacts:
    """What an export of the choice would hold, without writing anything; no entries if there is nothing to export."""
    from planner.services.calendar_feed import prepare
    from planner.services.export import rendered

    components = planner.read(prepare, choice).components
    size = len(rendered(components, choice)) if components else 0
    return facts_of(components, size, followed=choice.profile == "feed")


def readings(facts: FileFacts, chosen: App = "other") -> tuple[Reading, ...]:
    """What each app is known to ignore or change in such a file, the chosen one first."""
    told = {"thunderbird": _thunderbird, "google": _google, "apple": _apple, "outlook": _outlook}
    order = sorted((app for app in APPS if app in told), key=lambda app: app != chosen)
    return tuple(Reading(app, app_name(app), tuple(told[app](facts))) for app in order)


def size_text(size: int) -> str:
    """A size in bytes as a person reads it: “61 KB”, “1.4 MB”."""
    if size < 100_000:
        return tr("{n} KB", n=max(1, round(size / 1000)))
    return tr("{n} MB", n=formats.decimal(size / 1_000_000, 1))


def too_big_text(size: int) -> str:
    """Why Google will not take a file of this size, and what to do."""
    return tr(
        "Google refuses files over about 1 MB; this one has {size}: choose fewer sorts or days.", size=size_text(size)
    )


def _number(components: "Sequence[str]", *marks: str) -> int:
    return sum(any(mark in text for mark in marks) for text in components)


def _is_floating(component: str) -> bool:
    """Tell whether an entry starts at a time of day that is in no zone."""
    at = component.find("\r\nDTSTART:")
    return at >= 0 and not component[at + 2 : component.find("\r\n", at + 2)].endswith("Z")


def _thunderbird(facts: FileFacts) -> list[str]:
    said = [
        tr("Thunderbird’s import of a file never updates an entry that it has; subscribe to the live file instead."),
    ]
    if facts.cancelled:
        said.append(
            trn(
                "So an import leaves the {n} entry standing that was called off, where it came before.",
                "So an import leaves the {n} entries standing that were called off, where they came before.",
                facts.cancelled,
            )
        )
    if facts.followed:
        said.append(tr("Thunderbird ignores the calendar’s colour, and how often the file asks to be read again."))
    if facts.coloured:
        said.append(_own_colours("Thunderbird", facts.coloured))
    if facts.meetings:
        said.append(
            trn(
                "Thunderbird ignores the address of the video meeting that {n} entry has.",
                "Thunderbird ignores the addresses of video meetings that {n} entries have.",
                facts.meetings,
            )
        )
    if facts.addresses:
        said.append(
            trn(
                "Thunderbird hides the web address of {n} entry in places, so it stands in the description too.",
                "Thunderbird hides the web addresses of {n} entries in places, so they stand in the description too.",
                facts.addresses,
            )
        )
    return said


def _google(facts: FileFacts) -> list[str]:
    said = [too_big_text(facts.size)] if facts.too_big_for_google else []
    if facts.alarms:
        said.append(
            trn(
                "Google drops the {n} reminder in it, whether you import the file or share it at an address.",
                "Google drops the {n} reminders in it, whether you import the file or share it at an address.",
                facts.alarms,
            )
        )
    if facts.followed:
        said.append(
            tr(
                "Google asks for changes of a file at an address every 12 to 24 hours, and may never update an entry "
                "that it knows."
            )
        )
    if facts.followed and facts.cancelled:
        said.append(
            trn(
                "So the {n} entry that was called off may stay there.",
                "So the {n} entries that were called off may stay there.",
                facts.cancelled,
            )
        )
    if facts.floating:
        said.append(
            trn(
                "Google takes the time of {n} entry that has no time zone as that of UTC.",
                "Google takes the times of {n} entries that have no time zone as those of UTC.",
                facts.floating,
            )
        )
    if facts.followed:
        said.append(tr("Google ignores the calendar’s colour."))
    if facts.coloured:
        said.append(_own_colours("Google", facts.coloured))
    return said


def _apple(facts: FileFacts) -> list[str]:
    said = []
    if facts.followed:
        said.append(tr("Apple ignores the calendar’s colour. It does read the file again as often as the file asks."))
    if facts.coloured:
        said.append(_own_colours("Apple", facts.coloured))
    return said


def _outlook(facts: FileFacts) -> list[str]:
    said = []
    if facts.several:
        said.append(
            trn(
                "Outlook takes one reminder an entry; {n} entry has more, the nearest to its start first.",
                "Outlook takes one reminder an entry; {n} entries have more, the nearest to their start first.",
                facts.several,
            )
        )
    if facts.followed:
        said.append(tr("Outlook opens a new calendar for the file, since the file has a name."))
        said.append(tr("Outlook may read the file again later than it asks, never sooner."))
    if facts.free:
        said.append(
            trn(
                "Outlook goes by a mark of its own for free time; the {n} entry that leaves you free has it.",
                "Outlook goes by a mark of its own for free time; the {n} entries that leave you free have it.",
                facts.free,
            )
        )
    return said


def _own_colours(name: str, number: int) -> str:
    return trn(
        "{name} ignores the colour that {n} entry has of its own.",
        "{name} ignores the colours that {n} entries have of their own.",
        number,
        name=name,
    )
