"""The lists of conferences among the files of an import: compared together, so that what several name comes in once."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.dates import format_instant
from planner.domain.plain_text import clean_line
from planner.services.conference_filter import offers_of
from planner.services.file_bytes import read_bytes, read_head
from planner.services.import_report import Remark, Report
from planner.services.planner import Planner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.exchange.conference_format import ConferenceSet
    from planner.services.actions.imports import ConferenceFile
    from planner.services.conference_merge import SetTally, Wish

FORMAT = "conferences"
_LOOKED_AT = 100_000


def read_list(path: Path, kind: str, *, is_told: bool) -> "ConferenceSet | None":
    """The list that a file holds; None for a file of another format. Raises ExchangeError.

    ``kind`` is what its ending says; ``is_told`` that somebody said so, which content then does not overrule.
    """
    if kind != FORMAT and (kind != "json" or is_told):
        return None
    from planner.exchange.conference_sets import MAX_BYTES, read_conferences

    if kind == "json" and not is_list(path):
        return None
    return read_conferences(read_bytes(path, MAX_BYTES), path.name)


def is_list(path: Path) -> bool:
    """Whether a file is a list of conferences, told by its content; never raises."""
    from planner.domain.errors import ExchangeError
    from planner.exchange.conference_sets import conference_kind

    try:
        return conference_kind(read_head(path, _LOOKED_AT), path.name) is not None
    except ExchangeError:
        return False


def compare_lists(
    planner: Planner, lists: "Mapping[Path, ConferenceSet]", wish: "Wish", *, only_look: bool
) -> "ConferenceFile":
    """Compares lists with the plan, outside any write transaction; what ``only_look`` gives cannot be written."""
    from planner.services.actions.imports import ConferenceFile
    from planner.services.conference_merge import merge_conferences

    now, today, sets = format_instant(planner.now()), planner.today(), tuple(lists.values())
    merged = planner.read(merge_conferences, sets, wish, now, today, only_tallies=only_look)
    return ConferenceFile(next(iter(lists)).name, sets, wish, now, today, merged)


def list_reports(paths: "Mapping[Path, ConferenceSet]", file: "ConferenceFile", *, written: bool) -> dict[Path, Report]:
    """What each list brings, or brought."""
    pairs = zip(paths.items(), file.merged.tallies, strict=True)
    return {path: _report(path, one, tally, written=written) for (path, one), tally in pairs}


def _report(path: Path, one: "ConferenceSet", tally: "SetTally", *, written: bool) -> Report:
    return Report(
        path,
        one.format,
        tally.new,
        tally.changed,
        tally.unchanged,
        skipped=tuple(Remark(where, clean_line(why)) for where, why in one.skipped),
        written=written,
        differences=tuple((difference.title, difference.fields) for difference in tally.differences),
        titles=tally.titles,
        left_out=tally.left_out,
        changes=tally.changes,
        offers=offers_of(one.conferences),
        gone=tally.gone,
    )
