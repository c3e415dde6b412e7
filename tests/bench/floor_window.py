"""The floor of a start: a bare PySide6 window that also imports SQLAlchemy Core; reports its first paint and quits."""

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from sqlalchemy import MetaData, create_engine, select  # noqa: F401  # what the floor is meant to include


class Window(QMainWindow):
    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.report)

    def report(self) -> None:
        now = time.monotonic()
        with open("/proc/self/status") as status:  # noqa: PTH123  # no pathlib: the floor imports nothing more
            memory = next(line.split()[1] for line in status if line.startswith("VmRSS"))
        os.write(int(sys.argv[1]), f"{now} {memory}\n".encode())
        if len(sys.argv) == 2:  # else it is looked at from outside, and ended there
            QApplication.quit()


app = QApplication(sys.argv[:1])
window = Window()
window.setCentralWidget(QLabel("floor"))
window.resize(1600, 1000)
window.show()
app.exec()
