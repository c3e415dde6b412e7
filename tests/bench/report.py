"""What was measured, as a table and as JSON."""

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured value against the most that the design allows; ``detail`` says how it came about."""

    name: str
    value: float
    limit: float
    unit: str  # "x" for a ratio, "ms"
    detail: str

    @property
    def holds(self) -> bool:
        return self.value <= self.limit


def p95(values: Sequence[float]) -> float:
    """The 95th percentile (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered) + 0.5) - 1)]


def spread(values: Sequence[float]) -> str:
    """Lowest, median and highest, for judging how noisy the machine was."""
    return f"{min(values):.1f} / {statistics.median(values):.1f} / {max(values):.1f}"


def show(figures: Sequence[Figure], target: Path | None) -> bool:
    """Prints the table, writes it as JSON if a file is given, and tells whether every figure holds."""
    width = max(len(figure.name) for figure in figures)
    print()
    for figure in figures:
        mark = "ok  " if figure.holds else "OVER"
        print(
            f"{mark}  {figure.name:<{width}}  {figure.value:8.2f} {figure.unit:<2}"
            f"  at most {figure.limit:g} {figure.unit}   {figure.detail}"
        )
    over = sum(not figure.holds for figure in figures)
    print(f"\n{len(figures) - over} within, {over} over")
    if target is not None:
        target.write_text(json.dumps([figure._asdict() | {"holds": figure.holds} for figure in figures], indent=1))
    return over == 0
