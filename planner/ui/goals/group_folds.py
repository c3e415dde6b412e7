"""Which groups of the table are folded, for each way of grouping; a filter opens all of them at first."""

from collections.abc import Mapping

from planner.domain.goal_filter import Grouping


class GroupFolds:
    """While filtered, folds are kept apart and forgotten with the next filter."""

    def __init__(self) -> None:
        self._kept: dict[Grouping, set[str]] = {}
        self._filtered: set[str] = set()

    def of(self, grouping: Grouping, *, filtered: bool) -> set[str]:
        """The keys of the folded groups, to be changed in place."""
        return self._filtered if filtered else self._kept.setdefault(grouping, set())

    def forget_filtered(self) -> None:
        """The filter is another one."""
        self._filtered.clear()

    def state(self) -> dict[str, list[str]]:
        """What this machine remembers."""
        return {grouping.value: sorted(keys) for grouping, keys in self._kept.items() if keys}

    def restore(self, state: object) -> None:
        """Take back what :meth:`state` gave, leaving out what is malformed."""
        if not isinstance(state, Mapping):
            return
        for grouping in Grouping:
            keys = state.get(grouping.value)
            if isinstance(keys, list):
                self._kept[grouping] = {key for key in keys if isinstance(key, str)}
