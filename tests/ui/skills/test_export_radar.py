"""The radar as a picture: PNG in any size and scale, SVG, and what happens when it cannot be written."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.domain.errors import ExchangeError
from planner.domain.evidence import Shown
from planner.domain.words import SkillId
from planner.services.actions.skills import Assess
from planner.ui.shell import dialogs
from planner.ui.skills.export_radar import ExportRadarDialog
from planner.ui.skills.page import SkillsPage
from planner.ui.theme import Theme
from planner.ui.widgets.radar.axes import Axis, Layers
from planner.ui.widgets.radar.picture import Picture, painted, png, svg

NAMES = ("UX", "Stakeholder management", "<script>alert(1)</script> & “more”", "Model evaluation", "Agile")
PICTURE = Picture(
    tuple(Axis(NAMES[n % 5], "2.0 of 3.0", 3.0, 2.0, Shown(2.0, 1.0), n // 5) for n in range(20)),
    Layers(),
    "Skills <b>& more",
    (("target", "Role"), ("claimed", "Self-rated"), ("evidenced", "Shown by work")),
    ("New", "Aware", "Guided", "Alone", "Coach", "Lead"),
)


@pytest.fixture
def dialog(page: SkillsPage) -> Iterator[ExportRadarDialog]:
    page.context.planner.run(Assess(SkillId(1), 3.0))
    page._radar.choose("skills")
    next(action for action in page.actions() if action.text() == "Save the radar as a picture…").trigger()
    found = page.findChild(ExportRadarDialog) or page.window().findChild(ExportRadarDialog)
    assert isinstance(found, ExportRadarDialog)
    yield found
    if isValid(found):
        found.close()


@pytest.mark.parametrize(
    ("size", "scale"), [((900, 700), 2.0), ((200, 200), 1.0), ((400, 1600), 0.5), ((3000, 900), 1.0)]
)
def test_a_png_has_the_pixels_that_were_asked_for(
    qtbot: QtBot, theme: Theme, size: tuple[int, int], scale: float
) -> None:
    image = QImage.fromData(png(painted(theme, PICTURE, QSize(*size), scale)))
    assert (image.width(), image.height()) == (size[0] * scale, size[1] * scale)
    assert image.pixelColor(0, 0) == theme.colour("bg")
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 20


def test_a_clear_ground_is_transparent(qtbot: QtBot, theme: Theme) -> None:
    image = painted(theme, PICTURE, QSize(300, 300), 1.0, clear=True)
    assert image.pixelColor(0, 0).alpha() == 0


def test_too_many_pixels_are_refused_in_a_sentence(qtbot: QtBot, theme: Theme) -> None:
    with pytest.raises(ExchangeError, match="32000 x 32000 pixels is too large; choose a smaller size or scale"):
        painted(theme, PICTURE, QSize(8000, 8000), 4.0)


def test_an_svg_is_a_drawing_that_other_programs_read(qtbot: QtBot, theme: Theme) -> None:
    content = svg(theme, PICTURE, QSize(900, 700))
    root = ET.fromstring(content)
    assert root.get("viewBox") == "0 0 900 700"
    texts = [text for text in root.itertext() if text.strip()]
    assert "Skills <b>& more" in " ".join(texts)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    drawn = QSvgRenderer(content)
    assert drawn.isValid()
    assert drawn.defaultSize() == QSize(900, 700)
    assert len(svg(theme, PICTURE, QSize(900, 700), clear=True)) < len(content)


def test_the_picture_is_what_the_radar_shows(page: SkillsPage, dialog: ExportRadarDialog, tmp_path: Path) -> None:
    picture = page._radar.picture()
    assert len(picture.axes) == 20
    assert picture.axes[0].claimed == 3.0
    assert picture.title == "Skills · AI product manager"
    assert [layer for layer, _ in picture.legend] == ["target", "claimed", "evidenced"]
    page._radar.switches["evidenced"].click()
    assert [layer for layer, _ in page._radar.picture().legend] == ["target", "claimed"]
    assert not page._radar.picture().layers.evidenced


def test_saved_where_the_person_says(
    qtbot: QtBot, dialog: ExportRadarDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, proposed: Path, kind: str) -> Path:
        asked.append(f"{proposed.name} {kind}")
        return tmp_path / proposed.name

    monkeypatch.setattr(dialogs, "export_file", choose)
    dialog.width_field.setValue(500)
    dialog.height_field.setValue(400)
    dialog.scale.set_value(3)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert asked == ["skills.png Picture as PNG"]
    assert QImage(str(tmp_path / "skills.png")).size() == QSize(1500, 1200)


def test_the_ground_and_the_heading_are_seen_before(dialog: ExportRadarDialog) -> None:
    before = dialog.preview.pixmap().toImage()
    dialog.ground.set_value("dark")
    dialog.ground.chosen.emit("dark")
    dark = dialog.preview.pixmap().toImage()
    assert dark.pixelColor(8, 8) == QColor(Theme("dark").colour("bg"))
    assert dark != before
    dialog.heading.setText("Me")
    assert dialog.preview.pixmap().toImage() != dark
    dialog.legend.setChecked(False)
    dialog.format.set_value("svg")
    dialog.format.chosen.emit("svg")
    assert not dialog.scale.isEnabled()


def test_a_size_without_room_for_names_says_so(dialog: ExportRadarDialog) -> None:
    assert dialog.room.isHidden()
    dialog.width_field.setValue(300)
    dialog.height_field.setValue(300)
    assert not dialog.room.isHidden()


def test_the_legend_of_a_narrow_picture_takes_several_lines(qtbot: QtBot, theme: Theme) -> None:
    bare = PICTURE._replace(axes=())
    image = painted(theme, bare, QSize(200, 200), 1.0)
    ground = theme.colour("bg")
    inked = {x for x in range(200) for y in range(40, 200) if image.pixelColor(x, y) != ground}
    assert min(inked) > 0
    assert max(inked) < 199
    rows = {y for y in range(40, 200) if any(image.pixelColor(x, y) != ground for x in range(200))}
    assert max(rows) - min(rows) > 20


def test_what_cannot_be_written_is_said_in_the_dialog(qtbot: QtBot, dialog: ExportRadarDialog, tmp_path: Path) -> None:
    dialog.write(tmp_path / "missing" / "skills.png")
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert str(tmp_path / "missing") in dialog.sentence.text()
    assert not dialog.sentence.isHidden()
    dialog.write(dialog._context.planner.path)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.sentence.text()
    assert dialog._context.planner.history().undo
    dialog.width_field.setValue(8000)
    dialog.height_field.setValue(8000)
    dialog.scale.set_value(4)
    dialog.write(tmp_path / "large.png")
    assert "too large" in dialog.sentence.text()
    assert list(tmp_path.glob("*.png")) == []
