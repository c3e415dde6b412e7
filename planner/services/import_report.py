"""What importing a file told: the dialogs, the command line and the importer itself speak of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from planner.services.badges import Badge
    from planner.services.conference_filter import Offers


class Remark(NamedTuple):
    """Something that did not come in, or not as it stood: where it stands and why."""

    where: str
    why: str


class FieldChange(NamedTuple):
    """A field that the plan fills and in which a file says otherwise; ``key`` and ``field`` name it.

    ``label`` is the word for the field, ``mine`` and ``theirs`` are what stands in the plan and what the file says, as
    they are shown. ``taken`` tells whether the file wins, which a person may decide otherwise. ``by_another`` tells
    that what stands in the plan was said by another file or list, and not by the person.
    """

    key: str
    field: str
    title: str
    label: str
    mine: str
    theirs: str
    taken: bool
    by_another: bool = False


Decisions = Mapping[tuple[str, str], bool]
"""Whether the file wins in a field, by key and field of :class:`FieldChange`; what is not named is as it comes."""
UNDECIDED: Final[Decisions] = MappingProxyType({})


class Brought(NamedTuple):
    """A roadmap that a file names: whether it is new, and its steps with how many activities and whether new.

    The name is empty for steps that the file has in no roadmap and that the plan knows.
    """

    name: str
    is_new: bool
    steps: tuple[tuple[str, int, bool], ...]


class Report(NamedTuple):
    """What a file brings, or brought if ``written``.

    The counts are events for calendars and activities for roadmaps, outlines, tables and templates; for archives
    they are roadmaps, activities, categories, skills and roles, each with all that belongs to it, and for sets of
    skills the last three of these; for badges they are certifications and courses. ``differences`` say what
    changed, in words for events and by the names of fields for all else. ``readable`` False means that nothing of
    the file could be used. ``roadmaps`` are those that the file names, ``titles`` tell what is new, ``badge`` is
    what a badge says, and ``first`` is the row of the first activity that the whole import added, once it is
    written. Of a list of conferences, ``left_out`` is how many were not wanted, and ``offers`` are its topics and
    countries. ``changes`` are the fields of events in which a file says otherwise. ``called_off`` are the titles
    and days of the events that it cancels, ``gone`` the titles of those that a list names no longer, which stay.
    ``mended`` is what was guessed, mended or left out of what comes in all the same.
    """

    file: Path
    format: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    cancelled: int = 0
    skipped: tuple[Remark, ...] = ()
    written: bool = False
    readable: bool = True
    differences: tuple[tuple[str, tuple[str, ...]], ...] = ()
    roadmaps: tuple[Brought, ...] = ()
    titles: tuple[str, ...] = ()
    first: int | None = None
    badge: "Badge | None" = None
    left_out: int = 0
    changes: tuple[FieldChange, ...] = ()
    offers: "Offers | None" = None
    called_off: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    mended: tuple[Remark, ...] = ()

    @property
    def kept(self) -> tuple[FieldChange, ...]:
        """Where the plan stays as it is although the file says otherwise."""
        return tuple(change for change in self.changes if not change.taken)


def names_apart(paths: Sequence[Path]) -> list[str]:
    """The names of files, with as much of their folders as tells those of one name apart: “ccfddl/aaai.yml”."""
    names = [path.name for path in paths]
    for length in range(2, max((len(path.parts) for path in paths), default=0) + 1):
        count = Counter(names)
        if len(count) == len(names):
            break
        names = [
            "/".join(path.parts[-length:]) if count[name] > 1 else name for path, name in zip(paths, names, strict=True)
        ]
    return names
