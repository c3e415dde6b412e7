"""Filters of the board that are saved in the plan under a name: saving, renaming, deleting."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planner.config.text import tr
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.filters import CardFilter, to_json
from planner.domain.folding import fold
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.settings import put_setting
from planner.services.queries.board_filter import SETTING, SavedFilter, saved_filters
from planner.storage.transaction import Transaction

LONGEST_NAME: Final = 80
MOST_SAVED: Final = 100


def _put(tx: Transaction, saved: Iterable[SavedFilter]) -> None:
    ordered = sorted(saved, key=lambda each: fold(each.name))
    put_setting(tx, SETTING, [{"name": each.name, "filter": to_json(each.filter)} for each in ordered] or None)


def _tidy(name: str) -> str:
    return common.one_line(name, tr("name of the filter"), limit=LONGEST_NAME, required=True)


def _without(saved: Iterable[SavedFilter], name: str) -> list[SavedFilter]:
    return [each for each in saved if fold(each.name) != fold(name)]


def _others(tx: Transaction, name: str) -> list[SavedFilter]:
    """All saved filters but the one of this name, which must be there."""
    saved = saved_filters(tx.reader)
    others = _without(saved, name)
    if len(others) == len(saved):
        raise NotFoundError(
            tr("The filter “{name}” is not in the plan any more; it was deleted meanwhile. Save it anew.", name=name)
        )
    return others


@dataclass(frozen=True, slots=True)
class SaveFilter(Action):
    """Saves a filter under a name; one that had the name gives way to it."""

    name: str
    filter: CardFilter

    def apply(self, tx: Transaction) -> str:
        name = _tidy(self.name)
        if not self.filter.is_on:
            raise InvalidInputError(tr("The filter lets every card through. Choose something to filter by first."))
        saved = saved_filters(tx.reader)
        others = _without(saved, name)
        if len(others) >= MOST_SAVED:
            raise InvalidInputError(
                tr("There are {limit} saved filters, which is the most. Delete one first.", limit=MOST_SAVED)
            )
        _put(tx, [*others, SavedFilter(name, self.filter)])
        if len(others) < len(saved):
            return tr("Replace the filter “{name}”", name=name)
        return tr("Save the filter “{name}”", name=name)


@dataclass(frozen=True, slots=True)
class RenameFilter(Action):
    """Gives a saved filter another name."""

    name: str
    new_name: str

    def apply(self, tx: Transaction) -> str:
        name = _tidy(self.new_name)
        others = _others(tx, self.name)
        if any(fold(each.name) == fold(name) for each in others):
            raise InvalidInputError(tr("There is a filter “{name}” already. Choose another name.", name=name))
        mine = next(each for each in saved_filters(tx.reader) if fold(each.name) == fold(self.name))
        _put(tx, [*others, SavedFilter(name, mine.filter)])
        return tr("Rename the filter “{old}” to “{new}”", old=mine.name, new=name)


@dataclass(frozen=True, slots=True)
class DeleteFilter(Action):
    """Removes a saved filter; what it shows stays."""

    name: str

    def apply(self, tx: Transaction) -> str:
        _put(tx, _others(tx, self.name))
        return tr("Delete the filter “{name}”", name=self.name)
