"""How tables were read when the person last said so, by their headings; kept in the settings of this machine."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeGuard

from planner.services.import_reading import CsvMapping, column_words, preview_csv

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planner.config.settings import SettingsFile
    from planner.services.import_reading import Preview

#: So many tables are remembered, the newest ones.
_MOST = 30

_log = logging.getLogger(__name__)


def recalled(path: Path, tables: Mapping[str, object]) -> CsvMapping | None:
    """How a table with these headings was last read, with the dates of this one; None if that is not known.

    Raises ExchangeError if the table cannot be read.
    """
    if not tables:
        return None
    found = preview_csv(path)
    saved = tables.get(_key(found))
    if not isinstance(saved, Mapping) or not found.mapping.has_heading:
        return None
    fields, unit, orders = saved.get("fields"), saved.get("unit"), saved.get("orders")
    if not (_fit(fields, len(found.columns)) and isinstance(unit, int | float) and isinstance(orders, Mapping)):
        return None
    mapping = found.mapping._replace(fields=tuple(fields), orders=(), doubtful=(), unit=float(unit))
    found = preview_csv(path, mapping)
    mapping = found.mapping
    for doubt in found.doubts:
        order = orders.get(doubt.field)
        if order in ("dmy", "mdy"):
            mapping = mapping.with_order("dmy" if order == "dmy" else "mdy", doubt.field)
    return mapping


def _fit(fields: object, columns: int) -> TypeGuard[list[str]]:
    known = {"", *column_words()}
    if not isinstance(fields, list) or len(fields) != columns:
        return False
    if not all(isinstance(field, str) and field in known for field in fields):
        return False
    once = [field for field in fields if field not in ("", "tags")]
    return len(once) == len(set(once))


def remember(settings: SettingsFile, previews: Iterable[Preview]) -> None:
    """Keep how these tables were read; a full disk is no reason to complain after an import."""
    new = {
        _key(preview): {
            "fields": list(preview.mapping.fields),
            "unit": preview.mapping.unit,
            "orders": {doubt.field: dict(preview.mapping.orders).get(doubt.field, "") for doubt in preview.doubts},
        }
        for preview in previews
        if preview.mapping.has_heading
    }
    if not new:
        return
    try:
        settings.change(
            lambda known: known._replace(
                tables=dict(
                    [*((key, told) for key, told in known.tables.items() if key not in new), *new.items()][-_MOST:]
                )
            )
        )
    except OSError as error:
        _log.info("How the table was read is not remembered: %s", error)


def _key(preview: Preview) -> str:
    return blake2b("\x1f".join(preview.columns).encode("utf-8", "replace"), digest_size=10).hexdigest()
