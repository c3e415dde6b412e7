"""How a calendar file comes into each calendar app: the ways, the best one first, in short steps."""

from typing import NamedTuple

from planner.config.text import tr
from planner.services.calendar_readers import App


class Way(NamedTuple):
    """One way into an app: what it is, its steps in order, and what will not update on it (may be empty)."""

    title: str
    steps: tuple[str, ...]
    remark: str = ""
    #: Whether it needs the live file.
    live: bool = False


def ways(app: App) -> tuple[Way, ...]:
    """The ways into an app, the best one first."""
    return {
        "thunderbird": _thunderbird,
        "google": _google,
        "apple": _apple,
        "outlook": _outlook,
    }.get(app, _other)()


def _thunderbird() -> tuple[Way, ...]:
    return (
        Way(
            tr("Subscribe to the live file"),
            (
                tr("Keep a live file below, and copy its address."),
                tr("In Thunderbird, make a new calendar “On the Network”."),
                tr("Paste the address as its location and subscribe."),
            ),
            tr("What changes in your plan comes to Thunderbird by itself."),
            live=True,
        ),
        Way(
            tr("Or import the file once"),
            (tr("Save the file here, then choose Import in Thunderbird."),),
            tr("An entry that Thunderbird has already is never updated by another import."),
        ),
    )


def _google() -> tuple[Way, ...]:
    return (
        Way(
            tr("Import into a separate calendar"),
            (
                tr("In Google Calendar on the web, create a calendar named “Planner”."),
                tr("Save the file here."),
                tr("In Google’s settings, choose Import, this file, and the calendar “Planner”."),
            ),
            tr(
                "Google drops all reminders, refuses files over about 1 MB, and may not update what it knows. To bring "
                "it up to date, delete the calendar “Planner” and import again."
            ),
        ),
        Way(
            tr("Or share the live file"),
            (
                tr("Keep a live file below, in a folder that is shared at a public https address."),
                tr("In Google Calendar, add another calendar “From URL” with that address."),
            ),
            tr(
                "New entries come within 12 to 24 hours; those that Google knows may never change. Whoever has the "
                "address can read your dates."
            ),
            live=True,
        ),
    )


def _apple() -> tuple[Way, ...]:
    return (
        Way(
            tr("Import into a separate calendar"),
            (
                tr("Save the file here, or open it in the calendar app at once."),
                tr("Where Calendar asks, choose a new calendar named “Planner”."),
            ),
            tr("An import is a copy of today; what changes later comes with the next one."),
        ),
        Way(
            tr("Or share the live file"),
            (
                tr("Keep a live file below, in a folder that is shared at a public https address."),
                tr("In Calendar, choose “New Calendar Subscription” with that address."),
            ),
            tr("It is read again every 12 hours. Whoever has the address can read your dates."),
            live=True,
        ),
    )


def _outlook() -> tuple[Way, ...]:
    return (
        Way(
            tr("Import into a separate calendar"),
            (
                tr("Save the file here, or open it in Outlook at once."),
                tr("In Outlook, add a calendar from that file and take the name “Planner”."),
            ),
            tr("An import is a copy of today, with one reminder an entry."),
        ),
        Way(
            tr("Or share the live file"),
            (
                tr("Keep a live file below, in a folder that is shared at a public https address."),
                tr("In Outlook, add a calendar from the internet, with that address."),
            ),
            tr("It is read again after 12 hours or later. Whoever has the address can read your dates."),
            live=True,
        ),
    )


def _other() -> tuple[Way, ...]:
    return (
        Way(
            tr("Follow the live file"),
            (
                tr("Keep a live file below, in a folder that your calendar app watches or that is synced."),
                tr("In the app, subscribe to that file or to its address."),
            ),
            live=True,
        ),
        Way(
            tr("Or save a file"),
            (tr("Save the file here and import it, best into a calendar named “Planner”."),),
            tr("Most apps update their entries when you import again; some keep what they have."),
        ),
    )
