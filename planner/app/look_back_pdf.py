"""A look back as PDF for the command line: set by the interface, without a display."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from planner.domain.document import Document
    from planner.services.planner import Planner


def write_pdf(planner: Planner, path: Path, whole: Document) -> None:
    """Write the document to a file, whole or not at all. Raises ExchangeError where it cannot be written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from planner.app.application import application
    from planner.services.export import write_export
    from planner.ui.look_back.pdf import pdf_bytes

    application()
    write_export(planner, path, pdf_bytes(whole))
