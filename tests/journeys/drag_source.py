"""A small window that holds a file, as a file manager does: it can be dragged out with the mouse. Run as a program."""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "A file to drag"
SIDE = 60


class Source(QLabel):
    """Starts a drag of its file as soon as the mouse moves with the left button pressed."""

    def __init__(self, path: Path) -> None:
        super().__init__("file")
        self._path = path
        self.setWindowTitle(TITLE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(SIDE, SIDE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._path))])
        drag = QDrag(self)
        drag.setMimeData(data)
        dropped = drag.exec(Qt.DropAction.CopyAction)
        print("taken" if dropped == Qt.DropAction.CopyAction else "refused", flush=True)
        self.hide()  # and live on: where it was dropped, the file is asked for only now


def main() -> int:
    """Show the file in the corner of the screen until the end of the process."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    source = Source(Path(sys.argv[1]))
    source.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    source.move(0, 0)
    source.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
