"""The dialog of archived activities: take some out, so that they stand on the board again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.humanize import short_date
from planner.services.planner import Planner
from planner.services.queries.activity import archived
from planner.services.words import kind_word
from planner.ui.shell.aside_dialog import AsideDialog, AsideLine, AsideWords
from planner.ui.theme import Theme


class ArchiveDialog(AsideDialog):
    """Lists what was archived, the latest done first."""

    def __init__(
        self, theme: Theme, planner: Planner, run: Callable[[Action], object], parent: QWidget | None = None
    ) -> None:
        words = AsideWords(
            tr("Archived activities"),
            tr("Unarchive"),
            tr("They have left the board; progress, skills, goals and calendar count them as before."),
            tr("Nothing is archived. What is done can be archived from its menu on the board."),
            "inbox",
        )
        super().__init__(
            theme, words, read=lambda: _lines(planner), taking_back=_unarchive, run=run, parent=parent
        )
        self.begin()


def _unarchive(ids: tuple[ActivityId, ...]) -> Action:
    from planner.services.actions.archive import ArchiveActivities

    return ArchiveActivities(ids, archived=False)


def _lines(planner: Planner) -> list[AsideLine]:
    today = planner.today()
    found = []
    for row in planner.read(archived):
        when = short_date(parse_date(row.completed_on), today) if row.completed_on else ""
        remark = tr("{step}, {date}", step=row.step, date=when) if row.step and when else row.step or when
        said = tr("{kind} “{title}”, done {when}", kind=kind_word(row.kind), title=row.title, when=when)
        found.append(AsideLine(row.id, row.title, row.kind, remark, said))
    return found
