"""The dialog for the credits of one occasion: what earned them, how many in which category, and what they count for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import format_date, parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.folding import fold
from planner.domain.words import ActivityId, CreditId, CreditUnit
from planner.services.actions.credits import AddCredits, Claim, CreditPart, EditCredit, RemoveCredit
from planner.services.credit_offers import likely_category
from planner.services.humanize import long_date
from planner.services.queries.credits import Recorded, Source, claimants, recorded, source, sources
from planner.services.renewal_facts import amount_text, read_amount, units_word
from planner.ui.shell.dialogs import opened
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.renewal.credit_rows import AmountRow, ClaimRow
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from planner.domain.model import CreditClaim
    from planner.services.action import Action
    from planner.ui.shell.page import PageContext

_MOST_PARTS = 4


def _labelled(found: Iterable[Source]) -> dict[str, Source]:
    """Activities by what stands for them in the list: the title, and of several with one title the day, too."""
    labelled: dict[str, Source] = {}
    for each in found:
        label = each.title
        if label in labelled and each.day is not None:
            label = tr("{title} ({day})", title=each.title, day=long_date(each.day))
        labelled.setdefault(label, each)
    return labelled


def _category_of(record: Recorded) -> str:
    own = {claim.category for claim in record.claims}
    return record.credit.category or (own.pop() if len(own) == 1 else "")


class _Start(NamedTuple):
    """What the dialog begins with."""

    source: Source | None = None
    record: Recorded | None = None


class CreditDialog(FormDialog):
    """Adds credits, or (``credit_id``) changes one. ``certification_id`` is ticked, ``activity_id`` named at first."""

    def __init__(
        self,
        context: PageContext,
        *,
        certification_id: ActivityId | None = None,
        activity_id: ActivityId | None = None,
        credit_id: CreditId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        changing = credit_id is not None
        super().__init__(
            context.theme,
            context.planner.today,
            tr("Change credits") if changing else tr("Add credits"),
            tr("Save") if changing else tr("Add"),
            parent,
        )
        self._context = context
        read = context.planner.read
        record = read(recorded, credit_id) if credit_id is not None else None
        if record is not None:
            activity_id = record.credit.activity_id
        start = _Start(read(source, activity_id) if activity_id is not None else None, record)
        self._credit_id = credit_id
        self._record = record
        self._sources = _labelled(read(sources))
        #: What earned them, and the text that stands for it: only another text is another thing.
        self._earned_by: ActivityId | None = activity_id
        self._earned_text = ""
        #: The category of the credit, or that of all its claims where it has none itself.
        self._shown_category = "" if record is None else _category_of(record)
        self._claimants = read(claimants)
        self.submit = self._save
        self.setMinimumWidth(500)
        self._build()
        self._fill(start, certification_id)
        if record is not None:
            remove = Button(self.theme, tr("Remove"), "quiet")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(0, remove)
            files = Button(self.theme, tr("Files…"), "quiet", name=tr("Files that prove it"))
            files.clicked.connect(self._open_files)
            self.buttons.insertWidget(1, files)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.what = self.add_line(tr("For"), tr("What earned them"), tr("Such as PyCon, or a talk you gave"))
        self.what.setMaxLength(500)
        names = QStringListModel(list(self._sources), self)
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._chosen)
        self.what.setCompleter(completer)
        self.day = DateField(self.theme, tr("Earned on"), self.today, self.today(), past=True, parent=self)
        self.day.textEdited.connect(self.forget_problem)
        self.day.date_changed.connect(lambda _day: self._fit())
        self.form.addRow(tr("Earned on"), self.day)
        self.parts = [AmountRow(self)]
        self.unit = DropDown(self.theme, tr("Unit"), [(units_word(unit, 0), unit.value) for unit in CreditUnit])
        self.unit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unit.chosen.connect(lambda _unit: self._fit())
        holder = QWidget(self)
        self._part_column = QVBoxLayout(holder)
        self._part_column.setContentsMargins(0, 0, 0, 0)
        self._part_column.setSpacing(Space.S)
        first = QHBoxLayout()
        first.setSpacing(Space.S)
        first.addWidget(self.parts[0], 1)
        first.addWidget(self.unit)
        self._part_column.addLayout(first)
        self.split = Button(self.theme, tr("Add an amount in another category"), "link")
        self.split.clicked.connect(self._add_part)
        self._part_column.addWidget(self.split, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.addRow(tr("Credits"), holder)
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(2)
        self.claims = [ClaimRow(self, claimant) for claimant in self._claimants]
        for row in self.claims:
            row.check.toggled.connect(lambda _on: self._fit())
            column.addWidget(row)
        self._nobody = Label(
            tr("No certification that you hold collects credits. They are kept until one does."), "meta"
        )
        self._nobody.setWordWrap(True)
        self._nobody.setVisible(not self.claims)
        column.addWidget(self._nobody)
        self.form.addRow(tr("Count for"), holder)
        self.reported = DateField(self.theme, tr("Reported on"), self.today, past=True, parent=self)
        self.reported.setPlaceholderText(tr("Not yet"))
        self.reported.textEdited.connect(self.forget_problem)
        self.form.addRow(tr("Reported on"), self.reported)
        self.evidence = self.add_line(tr("Evidence"), tr("Web page of the evidence"), "https://")
        self.note = self.add_line(tr("Note"), tr("Note"))

    def _fill(self, start: _Start, certification_id: ActivityId | None) -> None:
        record, found = start.record, start.source
        ticked = {certification_id} if certification_id is not None else set()
        if record is not None:
            ticked = {claim.activity_id for claim in record.claims}
        elif found is not None and certification_id is None:
            ticked = {each.id for each in self._claimants}
        own = next((each.terms.rule.unit for each in self._claimants if each.id in ticked and each.terms.rule.unit), "")
        self.unit.set_value(own or CreditUnit.PDU.value)
        if found is not None and record is None:
            self._take(found)
        if record is not None:
            self._fill_record(record, found)
        for row in self.claims:
            row.check.setChecked(
                row.claimant.id in ticked
                and (record is not None or self.day.date() is None or row.claimant.covers(self._day() or self.today()))
            )
        self._fit()
        if record is not None:
            self.parts[0].category.set_value(self._shown_category)
        field = self.parts[0].amount if found is not None or record is not None else self.what
        field.setFocus()
        field.selectAll()

    def _fill_record(self, record: Recorded, found: Source | None) -> None:
        credit = record.credit
        self._earned_text = credit.title or ("" if found is None else found.title) or record.source
        self.what.setText(self._earned_text)
        self.day.set_date(parse_date(credit.on_date))
        self.unit.set_value(credit.unit)
        self.parts[0].amount.setText(amount_text(credit.amount))
        self.evidence.setText(credit.evidence_url)
        self.note.setText(credit.note)
        self.split.hide()
        claims = {claim.activity_id: claim for claim in record.claims}
        for row in self.claims:
            claim = claims.get(row.claimant.id)
            if claim is not None and claim.amount is not None:
                row.own.setText(amount_text(claim.amount))
        days = {claim.reported_on for claim in record.claims}
        if len(days) > 1:
            self.reported.setPlaceholderText(tr("Different days"))
        elif days and (day := days.pop()) is not None:
            self.reported.set_date(parse_date(day))

    # ------------------------------------------------------------------ changing

    def _chosen(self, label: str) -> None:
        found = self._sources.get(label)
        if found is not None:
            self._take(found)

    def _take(self, found: Source) -> None:
        """Fill in what an activity says about itself."""
        self._earned_by, self._earned_text = found.id, found.title
        self.what.setText(found.title)
        if found.day is not None and (found.day <= self.today() or not found.done):
            self.day.set_date(found.day)
        if not self.parts[0].amount.text().strip() and found.suggested and self.unit.value() != CreditUnit.CEU:
            self.parts[0].amount.setText(amount_text(found.suggested))
        self._fit()

    def _add_part(self) -> None:
        part = AmountRow(self)
        self.parts.append(part)
        self._part_column.insertWidget(self._part_column.count() - 1, part)
        part.show()
        self._fit()
        QWidget.setTabOrder(self.parts[-2].category, part.amount)
        QWidget.setTabOrder(part.amount, part.category)
        part.amount.setFocus()
        self.split.setVisible(len(self.parts) < _MOST_PARTS)
        self.adjustSize()

    def _fit(self) -> None:
        """Offer the categories of what is ticked, and say what each certification makes of unit and day."""
        self.forget_problem()
        day = self._day()
        for row in self.claims:
            row.fit(str(self.unit.value()), day)
        names: dict[str, None] = {}
        for row in self.claims:
            if row.check.isChecked():
                names.update(dict.fromkeys(category.name for category in row.claimant.terms.rule.categories))
        if self._shown_category:
            names.setdefault(self._shown_category)
        likely, taken = self._likely(), set[str]()
        for part in self.parts:
            chosen = part.category.value()
            if chosen:
                names.setdefault(str(chosen))
            part.category.set_items([(tr("No category"), ""), *((name, name) for name in names)])
            part.category.setVisible(bool(names))
            if not part.is_chosen and self._record is None:
                free = (name for name in names if name not in taken)
                part.category.set_value(likely if likely not in taken else next(free, ""))
            taken.add(str(part.category.value() or ""))

    def _likely(self) -> str:
        """The category that the first certification that is ticked would put it into."""
        ticked = (row.claimant for row in self.claims if row.check.isChecked())
        return next((category for one in ticked if (category := likely_category(one))), "")

    def _day(self) -> date | None:
        try:
            text = self.text_of_date(self.day)
        except InvalidInputError:  # it is still being typed
            return None
        return None if text is None else parse_date(text)

    # ------------------------------------------------------------------ saving

    def _save(self) -> bool:
        day = self.text_of_date(self.day) or format_date(self.today())
        about = {**self._about(), "note": self.note.text(), "evidence_url": self.evidence.text()}
        parts = tuple(
            CreditPart(read_amount(part.amount.text()), str(part.category.value() or ""), self._claims())
            for number, part in enumerate(self.parts)
            if not number or part.amount.text().strip()
        )
        unit = str(self.unit.value())
        action: Action
        if self._credit_id is None:
            action = AddCredits(unit, day, parts, **about)  # type: ignore[arg-type]  # its own fields
        else:
            dropped = tuple(row.claimant.id for row in self.claims if not row.check.isChecked())
            action = EditCredit(
                self._credit_id, unit, day, parts[0], dropped=dropped, **about  # type: ignore[arg-type]  # its own fields
            )
        self._context.tell(self._context.submit(action))
        return True

    def _about(self) -> dict[str, object]:
        """What earned them: the activity that was chosen, one of that name, or a name alone."""
        name = " ".join(self.what.text().split())
        if self._earned_by is not None and fold(name) == fold(self._earned_text):
            title = "" if self._record is None else self._record.credit.title
            return {"activity_id": self._earned_by, "title": title}
        wanted = fold(name)
        alike = [each for each in self._sources.values() if fold(each.title) == wanted]
        if len(alike) == 1:
            return {"activity_id": alike[0].id, "title": ""}
        return {"activity_id": None, "title": name}

    def _claims(self) -> tuple[Claim, ...]:
        reported = self.text_of_date(self.reported)
        old = {} if self._record is None else {claim.activity_id: claim for claim in self._record.claims}
        differ = len({claim.reported_on for claim in old.values()}) > 1 and reported is None
        found = []
        for row in self.claims:
            if not row.check.isChecked():
                continue
            key = row.claimant.id
            before = old.get(key)
            own = read_amount(row.own.text()) if row.own.text().strip() else None
            if row.own.isHidden():
                own = None if before is None else before.amount
            day = before.reported_on if differ and before is not None else reported
            found.append(Claim(key, self._own_category(before), own, day))
        return tuple(found)

    def _own_category(self, before: CreditClaim | None) -> str:
        """The category of a claim that is not that of the credit; one that was the same follows the one chosen now."""
        if before is None or self._record is None or before.category in ("", self._shown_category):
            return ""
        return before.category

    def _open_files(self) -> None:
        from planner.ui.shell.renewal.files_dialog import CreditFilesDialog

        if self._credit_id is not None:
            opened(CreditFilesDialog(self._context, self._credit_id, self.what.text(), parent=self))

    def _remove(self) -> None:
        if self._credit_id is not None:
            change = self._context.run(RemoveCredit(self._credit_id))
            if change is not None:
                self._context.tell(change)
                self.accept()

