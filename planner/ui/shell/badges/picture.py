"""The picture of a badge: decoded within limits, never animated; a sign in its place where there is none."""

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.services.badges import picture_of
from planner.ui.theme import Radius, Theme

#: What one picture may take in the memory, in MB: more than the largest that is drawn, with 16 bits a colour.
_MEMORY = 96


def decoded(data: bytes) -> QImage:
    """The picture in the file of a badge; null if there is none, or it is damaged or too large to be drawn."""
    bare = picture_of(data)
    if not bare:
        return QImage()
    content = QByteArray(bare)
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MEMORY)
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setAutoDetectImageFormat(False)
    # What the decoder says of the picture of a stranger helps nobody: a picture that it cannot draw is not drawn.
    before = qInstallMessageHandler(lambda *_message: None)
    try:
        return reader.read()
    finally:
        qInstallMessageHandler(before)


class BadgePicture(QWidget):
    """A square with the picture, or with the sign of a goal."""

    def __init__(self, theme: Theme, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = side
        self._image = QImage()
        self._scaled = QPixmap()
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def show_badge(self, data: bytes, name: str) -> None:
        """Show the picture in the file of a badge called ``name``."""
        self._image = decoded(data)
        self._scaled = QPixmap()
        self.setAccessibleName(tr("Picture of the badge “{name}”", name=name) if self.has_picture else "")
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is one."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.has_picture:
            pixmap = self._fitted()
            size = pixmap.deviceIndependentSize()
            painter.drawPixmap(QPointF((self._side - size.width()) / 2, (self._side - size.height()) / 2), pixmap)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), Radius.CARD, Radius.CARD)
        side = min(32, self._side // 2)
        sign = self._theme.pixmap("goals", "accent", side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self._side - side) / 2, (self._side - side) / 2), sign)

    def _fitted(self) -> QPixmap:
        """The picture in the size in which it is shown, kept until the screen is another one."""
        scale = self.devicePixelRatioF()
        if self._scaled.isNull() or self._scaled.devicePixelRatioF() != scale:
            side = round(self._side * scale)
            image = self._image
            if max(image.width(), image.height()) > side:
                image = image.scaled(
                    side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            self._scaled = QPixmap.fromImage(image)
            self._scaled.setDevicePixelRatio(scale)
        return self._scaled
