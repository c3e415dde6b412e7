"""The dialog of deleted activities: restore some, or remove all of them for good."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.humanize import relative_date
from planner.services.planner import Planner
from planner.services.queries.activity import trashed
from planner.services.words import kind_word
from planner.ui.shell.aside_dialog import AsideDialog, AsideLine, AsideWords
from planner.ui.theme import Theme
from planner.ui.widgets.button import Button


class TrashDialog(AsideDialog):
    """Lists what was deleted, the newest first."""

    def __init__(
        self, theme: Theme, planner: Planner, run: Callable[[Action], object], parent: QWidget | None = None
    ) -> None:
        words = AsideWords(
            tr("Trash"),
            tr("Restore"),
            tr("They stay here for 30 days, or until you delete them for good; even that can be undone."),
            tr("Nothing is deleted. What you delete can be restored here for 30 days."),
            "trash",
        )
        super().__init__(
            theme, words, read=lambda: _lines(planner), taking_back=_restore, run=run, parent=parent
        )
        self._purge = Button(theme, tr("Delete all for good"), "danger")
        self._purge.clicked.connect(self._purge_all)
        self._buttons.insertWidget(0, self._purge)
        self.setTabOrder(self._close, self._purge)
        self.begin()

    def _offer(self) -> None:
        super()._offer()
        self._purge.setVisible(self._list.count() > 0)

    def _purge_all(self) -> None:
        from planner.services.actions.trash import PurgeTrash

        self._run(PurgeTrash())
        self.show_lines()


def _restore(ids: tuple[ActivityId, ...]) -> Action:
    from planner.services.actions.trash import RestoreActivities

    return RestoreActivities(ids)


def _lines(planner: Planner) -> list[AsideLine]:
    today = planner.today()
    found = []
    for row in planner.read(trashed):
        when = relative_date(date.fromisoformat(row.trashed_at[:10]), today)
        said = tr("{kind} “{title}”, deleted {when}", kind=kind_word(row.kind), title=row.title, when=when)
        found.append(AsideLine(row.id, row.title, row.kind, when, said))
    return found
