"""The dialog that looks a certification or a course up in the catalogue, and fills in what is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.words import Kind
from planner.services.actions.goals import ApplyCatalogue
from planner.services.catalogue import catalogue
from planner.services.catalogue_facts import (
    entry_words,
    field_text,
    field_word,
    known_entry,
    likely_entries,
    retired_sentence,
    source_sentence,
    suggestions,
)
from planner.services.queries.activity import activity_card
from planner.services.queries.catalogue import Opening, openings
from planner.ui.shell.dialogs import opened
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.theme import Space
from planner.ui.widgets.catalogue_list import ROW, CatalogueList
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.domain.catalogue import CatalogueEntry
    from planner.domain.words import ActivityId
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

_MOST = 6
_ROWS = 3
_WIDTH = 560


def look_up(context: PageContext, activity_id: ActivityId, parent: QWidget) -> CatalogueDialog:
    """Open the dialog for a certification or a course of the plan."""
    dialog = CatalogueDialog(context, context.planner.read(activity_card, activity_id), parent)
    opened(dialog)
    return dialog


class CatalogueDialog(FormDialog):
    """The field keeps the focus: Down and Up go through what was found; below stands what an entry would fill in."""

    def __init__(self, context: PageContext, card: ActivityCard, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, context.planner.today, tr("Look up in the catalogue"), tr("Fill in"), parent)
        self._context = context
        self._card = card
        detail = card.certification or card.course
        assert detail is not None
        self._key = detail.catalogue_key
        self._kind = Kind(card.activity.kind)
        self.submit = self._fill_in
        self.boxes: dict[str, CheckBox] = {}
        self.setMinimumWidth(_WIDTH)
        self.field = self.add_line(tr("Look for"), tr("Name or code to look for"), tr("Such as PMP"))
        self.field.setText(card.activity.title)
        self.field.setCursorPosition(0)
        self.field.textEdited.connect(self._search)
        self.list = CatalogueList(context.theme, entry_words, tr("Found in the catalogue"), self)
        self.list.follow(self.field)
        self.list.chosen.connect(self.field.setFocus)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.form.addRow("", self.list)
        self.source = Label("", "meta")
        self.source.setWordWrap(True)
        self.source.setAccessibleName(tr("What the catalogue says"))
        self.form.addRow("", self.source)
        self._holder = QWidget(self)
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Space.XS)
        self.form.addRow(tr("Fills in"), self._holder)
        self._show_entries(self._likely())
        self.field.setFocus()
        self.field.selectAll()

    def _likely(self) -> tuple[CatalogueEntry, ...]:
        row, detail = self._card.activity, self._card.certification or self._card.course
        known = known_entry(self._key)
        if known is not None or detail is None:
            return () if known is None else (known,)
        code = self._card.certification.code if self._card.certification else ""
        return likely_entries(self._kind, row.title, code, detail.url, _MOST)

    def _search(self, text: str) -> None:
        self._show_entries(suggestions(text, self._kind, _MOST, alone=True) if text.strip() else ())

    def _show_entries(self, found: tuple[CatalogueEntry, ...]) -> None:
        self.list.show_entries(found)
        self.list.setFixedHeight(min(max(len(found), 1), _ROWS) * ROW)
        self.list.make_current(0)
        self._show_current()

    def _show_current(self) -> None:
        """What the current entry would fill in, all of it ticked."""
        known = self.list.current()
        found = () if known is None else self._context.planner.read(openings, self._card.activity.id, known)
        for box in self.boxes.values():
            self._lines.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {opening.field: self._box(opening) for opening in found}
        self.source.setText(self._told(known, found))
        self.form.setRowVisible(self.list, known is not None)
        self.form.setRowVisible(self._holder, bool(found))
        self._offer()
        self.adjustSize()

    def _told(self, known: CatalogueEntry | None, found: tuple[Opening, ...]) -> str:
        if known is None:
            return tr("Nothing in the catalogue has these words. Try a code, such as PMP, or a part of the name.")
        told = [source_sentence(known, catalogue().checked_on).rstrip(".") + ".", retired_sentence(known)]
        if not found:
            told.append(tr("All that it knows stands in the plan already."))
        return " ".join(filter(None, told))

    def _box(self, opening: Opening) -> CheckBox:
        text = tr("{field}: {value}", field=field_word(opening), value=field_text(opening))
        box = CheckBox(self.theme, text)
        box.setToolTip(text)
        box.setChecked(True)
        box.toggled.connect(self._offer)
        self._lines.addWidget(box)
        return box

    def _offer(self) -> None:
        known = self.list.current()
        ticked = any(box.isChecked() for box in self.boxes.values())
        self.accept_button.setEnabled(ticked or (known is not None and not self.boxes and known.key != self._key))

    def _fill_in(self) -> bool:
        known = self.list.current()
        if known is None:
            raise InvalidInputError(tr("Choose an entry of the catalogue, or press Cancel."))
        fields = tuple(field for field, box in self.boxes.items() if box.isChecked())
        change = self._context.run(ApplyCatalogue(self._card.activity.id, known, catalogue().checked_on, fields))
        if change is not None and change.rows:
            title = self._card.activity.title
            self._context.tell(change, tr("“{title}” is filled in from the catalogue", title=title))
        return change is not None
