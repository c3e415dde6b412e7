"""The scenes of badges: the dialog that takes one, in the state that says most, the part of the inspector, the view."""

from collections.abc import Iterator

from planner.domain.words import ActivityId
from planner.services.actions.badges import TakeBadge
from planner.services.actions.details import AddGoal
from planner.services.actions.skills import AddSkill
from planner.services.badges import BadgeFile, badge_in
from planner.ui.shell.badges.part import BadgePart
from planner.ui.shell.badges.take_dialog import TakeBadgeDialog
from planner.ui.shell.window import MainWindow
from tests.exchange.badge_files import assertion, badge_class, written
from tests.ui.scenes import Scene, opened
from tests.ui.walk import settle


def foreign_badge(**changes: object) -> BadgeFile:
    """A badge in another script, so that whatever else is read was written here."""
    profile = {"type": "Profile", "id": "urn:1", "name": "Ρομπότ"}
    said = badge_class(
        name="Κατασκευή", description="Φτιάχνει", criteria={"narrative": "Ένα"}, issuer=profile, alignment=[],
        tags=["Κόλληση"],
    )  # fmt: skip
    fields = {"id": "7", "badge": said, "verification": {"type": "signed"}} | changes
    return badge_in(written(assertion(**fields)), "7.json")


def badge_scenes(window: MainWindow) -> Iterator[Scene]:
    """A badge of something that the plan calls otherwise, one that says nothing and was taken back, and kept ones."""
    planner, context = window.context.planner, window.context
    planner.run(AddSkill("Κόλληση", category="Χέρια"))
    goal = AddGoal("Κατασκευή", "certification", provider="Άλλος", held=True, issued_on="2020-01-01")
    mine = ActivityId(planner.run(goal).added("activity")[0])
    bare = foreign_badge(badge="Ω:2", revoked=True, revocationReason="Λάθος", recipient=None)
    for name, file, target in (("badge", foreign_badge(), mine), ("bare badge", bare, None)):
        dialog = TakeBadgeDialog(context, file, target, window)
        dialog.open()
        for box in dialog.panel.boxes.values():
            box.setChecked(True)
        for row in dialog.panel.skills:
            row.box.setChecked(True)
        settle()
        yield Scene(name, dialog)
        dialog.address.setText("ά@έ.ό")
        settle()
        yield Scene(f"{name}, whose", dialog)
        dialog.reject()
        settle()
    window.activateWindow()
    planner.run(TakeBadge(foreign_badge(), mine))
    window.go("goals")
    assert window.open("activity", mine)
    settle()
    assert window.inspector is not None
    (part,) = window.inspector.findChildren(BadgePart)
    yield Scene("badge in the inspector", window.inspector)
    yield from opened(window, "what a badge says", part.rows[0].view_button.click)
