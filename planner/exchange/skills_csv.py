"""Skills, rubrics and roles as a table, one row a skill (docs/formats/skills.md): bytes to a set and back."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.folding import fold
from planner.domain.levels import format_level, parse_level
from planner.exchange.csv_rows import unguarded
from planner.exchange.csv_table import Row, Table, read_table
from planner.exchange.incoming import Skipped, line_of
from planner.exchange.skill_set import LEVELS, MAX_BYTES, WEIGHTS, At, SetMaker, SkillSet, name_of
from planner.exchange.tables import guarded
from planner.exchange.text_files import check_size, decoded

_HEAD: Final = ("skill", "category", "definition", *(f"level_{level}" for level in LEVELS), "uid")
_FIELDS: Final = {
    "skill": "skill",
    "category": "category",
    "definition": "definition",
    "description": "definition",
    "uid": "uid",
}
_LEVEL: Final = re.compile(r"level[ _-]*(.*\d.*)")
_ROLE: Final = re.compile(r"(role|weight)\s*:(.*)", re.DOTALL)
_CERTAIN: Final = re.compile(r"level_\d|(role|weight)\s*:")
"""What names of columns only such a table has."""
_MAX_COLUMNS: Final = 1_000
_LOOKED_AT: Final = 60_000


class _Column(NamedTuple):
    """What a column holds: a field of a skill; ``level``, ``role`` or ``weight`` with which one; or nothing."""

    field: str
    detail: str
    label: str


def write_skills_csv(skills: SkillSet) -> bytes:
    """Write a set: RFC 4180, UTF-8 without a byte order mark, the same bytes for the same set.

    A text that a spreadsheet would run as a formula gets a leading apostrophe. Categories without skills, and what
    roles are for, have no place in a table.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    roles = [f"{what}: {role.name}" for role in skills.roles for what in ("role", "weight")]
    writer.writerow([*_HEAD, *roles])
    targets = [{target.skill: target for target in role.targets} for role in skills.roles]
    for number, skill in enumerate(skills.skills):
        category = "" if skill.category is None else skills.categories[skill.category].name
        rubric = dict(skill.rubric)
        cells = [skill.name, category, skill.definition, *(rubric.get(level, "") for level in LEVELS), skill.uid]
        for wanted in targets:
            target = wanted.get(number)
            cells.append("" if target is None else format_level(target.level))
            cells.append("" if target is None or target.weight is None else str(target.weight))
        writer.writerow([guarded(cell) for cell in cells])
    return out.getvalue().encode()


def is_skills_table(data: bytes, where: str) -> bool:
    """Tell a table of skills from one of activities, by the names of its columns."""
    try:
        table = read_table(data[:_LOOKED_AT], where, heading=False, most_columns=_MAX_COLUMNS)
    except ExchangeError:
        return False
    names = [fold(name_of(cell)) for cell in table.rows[0].cells]
    fields = {_column(name).field for name in names if name}
    if any(_CERTAIN.match(name) for name in names):
        return True
    if "skill" not in fields:
        return False
    return "definition" in names or ("category" in fields and "" not in fields)


def read_skills_csv(data: bytes, where: str) -> SkillSet:
    """The set in ``data``; ``where`` names the file in the message of an error.

    Raises ExchangeError for a file that is too large, empty, no table, cut off, without skills, or wrong in any cell.
    """
    check_size(len(data), MAX_BYTES, where)
    own = data.removeprefix(b"\xef\xbb\xbf").startswith(",".join(_HEAD).encode())
    table = read_table(data, where, "," if own else "", heading=False, most_columns=_MAX_COLUMNS)
    if own and not data.endswith((b"\n", b"\r")) and len(table.rows[-1].cells) < len(table.rows[0].cells):
        raise ExchangeError(
            tr(
                "“{where}” ends in the middle of line {line}, so it was cut off; get a whole copy and import that.",
                where=where,
                line=table.rows[-1].line,
            )
        )
    return _Reading(table, where).skill_set(data)


def _column(name: str) -> _Column:
    """What a column of this name holds."""
    label = line_of(name, 80)
    word = fold(name_of(name))
    if found := _ROLE.fullmatch(word):
        return _Column(found[1], name_of(name).partition(":")[2].strip(), label)
    if found := _LEVEL.fullmatch(word):
        return _Column("level", found[1], label)
    return _Column(_FIELDS.get(word, ""), "", label)


class _Reading:
    """Turns one table into a set."""

    def __init__(self, table: Table, where: str) -> None:
        self._table = table
        self._where = where
        self._maker = SetMaker(where)
        self._head = table.rows[0]
        self._columns = [_column(cell) for cell in self._head.cells]
        self._fields: dict[str, int] = {}
        self._levels: dict[int, int] = {}
        self._roles: dict[str, int] = {}
        self._weights: dict[str, int] = {}

    def skill_set(self, data: bytes) -> SkillSet:
        rows = self._table.rows[1:]
        self._maker.bound(skills=len(rows), roles=sum(column.field == "role" for column in self._columns))
        self._refuse_damage(data)
        for number, column in enumerate(self._columns):
            self._add_column(number, column)
        if "skill" not in self._fields:
            raise ExchangeError(
                tr(
                    "“{where}” has no column “skill”; name the column with the names of the skills so and import it "
                    "again.",
                    where=self._where,
                )
            )
        for name, number in self._weights.items():
            if name not in self._roles:
                label = self._columns[number].label
                self._maker.refuse(
                    self._place(self._head, label),
                    tr("there is no column “role: {name}” for these weights", name=self._columns[number].detail[:200]),
                )
        roles = {
            name: self._maker.role(self._columns[number].detail, self._at(self._head, name=number))
            for name, number in self._roles.items()
        }
        for row in rows:
            self._add_row(row, roles)
        return self._maker.whole((*self._table.remarks.whole(), *self._left_out()))

    def _refuse_damage(self, data: bytes) -> None:
        """Refuses a table of which a part is missing; a guessed encoding alone is no damage, but a remark."""
        for remark in self._table.remarks.all:
            if remark.where != self._where:
                raise ExchangeError(
                    tr(
                        "“{file}” was not imported, because of {where}: {why}; correct that and import it again.",
                        file=self._where,
                        where=remark.where,
                        why=remark.why,
                    )
                )
        text, _ = decoded(data, self._where)
        try:
            for _ in csv.reader(io.StringIO(text, newline=""), delimiter=self._table.delimiter, strict=True):
                pass
        except csv.Error as error:
            if "end of data" in str(error):
                raise ExchangeError(
                    tr(
                        "“{where}” ends inside quotation marks, so it was cut off; get a whole copy and import that.",
                        where=self._where,
                    )
                ) from None

    def _add_column(self, number: int, column: _Column) -> None:
        place = self._place(self._head, column.label)
        known: dict[str, int] | dict[int, int] = self._fields
        key: str | int = column.field
        if column.field == "level":
            if column.detail not in map(str, LEVELS):
                self._maker.refuse(place, tr("“{level}” is not a whole level from 0 to 5", level=column.detail[:40]))
            known, key = self._levels, int(column.detail)
        elif column.field in ("role", "weight"):
            if not column.detail:
                self._maker.refuse(place, tr("there is no name of a role after the colon"))
            known, key = (self._roles if column.field == "role" else self._weights), fold(column.detail)
        elif not column.field:
            return
        if key in known:
            self._maker.refuse(place, tr("there are two columns of this name"))
        known[key] = number  # type: ignore[index]  # the key is of the sort that was chosen with the table

    def _add_row(self, row: Row, roles: dict[str, int]) -> None:
        if any(cell.strip() for cell in row.cells[len(self._columns) :]):
            self._maker.refuse(
                tr("line {line}", line=row.line),
                tr("there are more cells than columns, so that a text with “{delimiter}” in it wants quotation marks",
                   delimiter=self._table.delimiter),
            )  # fmt: skip
        at = self._at(row, **({"name": self._fields["skill"]} | self._fields))
        name = self._cell(row, self._fields["skill"])
        category = self._category(self._field(row, "category"), at)
        skill = self._maker.skill(
            name, category, at, definition=self._field(row, "definition"), uid=self._field(row, "uid").strip()
        )
        for level, number in self._levels.items():
            self._maker.sentence(skill, level, self._cell(row, number), self._place(row, self._columns[number].label))
        for name, role in roles.items():
            self._add_target(row, name, role, skill)

    def _category(self, text: str, at: At) -> int | None:
        if not name_of(text):
            return None
        found = self._maker.category_named(text)
        return self._maker.category(text, lambda _field: at("category")) if found is None else found

    def _add_target(self, row: Row, name: str, role: int, skill: int) -> None:
        number, beside = self._roles[name], self._weights.get(name)
        level = self._cell(row, number).strip()
        weight = "" if beside is None else self._cell(row, beside).strip()
        place = self._place(row, self._columns[number].label)
        if not level:
            if weight:
                self._maker.refuse(place, tr("the weight beside it wants a level"))
            return
        try:
            value = parse_level(level)
        except InvalidInputError:
            self._maker.refuse(place, tr("“{level}” is not a whole or a half from 0 to 5", level=level[:40]))
        if weight and weight not in map(str, WEIGHTS):
            self._maker.refuse(
                self._place(row, self._columns[beside or 0].label),
                tr("“{weight}” is not a weight of 1, 2 or 3", weight=weight[:40]),
            )
        self._maker.target(role, skill, value, int(weight) if weight else None, lambda _field: place)

    def _field(self, row: Row, field: str) -> str:
        number = self._fields.get(field)
        return "" if number is None else self._cell(row, number)

    @staticmethod
    def _cell(row: Row, number: int) -> str:
        return unguarded(row.cells[number]) if number < len(row.cells) else ""

    @staticmethod
    def _place(row: Row, label: str) -> str:
        return tr("line {line}, column “{column}”", line=row.line, column=label)

    def _at(self, row: Row, **numbers: int) -> At:
        """The places of the fields of one row, by the columns that hold them."""
        return lambda field: self._place(row, self._columns[numbers[field]].label if field in numbers else field)

    def _left_out(self) -> Sequence[Skipped]:
        """A remark for each column with content that is none of ours."""
        where = tr("{where}, line {line}", where=self._where, line=self._head.line)
        return tuple(
            Skipped(
                where, tr("the column “{column}” is none of a table of skills and was left out", column=column.label)
            )
            for number, column in enumerate(self._columns)
            if not column.field
            and any(row.cells[number].strip() for row in self._table.rows[1:] if number < len(row.cells))
        )
