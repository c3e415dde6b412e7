"""What the sidebar does at other widths, and where undo and redo lead."""

from planner.domain.words import SkillId
from planner.services.actions.activities import QuickAdd
from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.ui.shell.history import places
from planner.ui.shell.window import MainWindow


def test_undo_leads_to_the_activity_and_never_to_the_skill_that_it_showed(planner_library: Planner) -> None:
    change = planner_library.run(QuickAdd("Read +Machine-learning concepts"))
    assert "activity_skill" in change.tables
    undone = planner_library.undo()
    assert undone is not None
    for each in (change, undone):
        assert {table for table, _ in places(each)} <= {"activity", "activity_skill"}
    rated = planner_library.run(Assess(SkillId(1), 2.0))
    assert ("skill", 1) in places(rated)


def test_a_narrow_window_folds_the_sidebar_and_a_wide_one_unfolds_it(shell: MainWindow) -> None:
    def folded(width: int) -> bool:
        shell.resize(width, 600)
        return shell.sidebar.folded

    assert folded(800)
    assert not shell.sidebar.folded_by_choice, "the next start at another width is not folded"
    assert not folded(1100)
    shell.toggle_sidebar()
    assert folded(800)
    assert folded(1100), "what the person folded stays folded"
    shell.toggle_sidebar()
    assert folded(800)
    shell.toggle_sidebar()
    assert not folded(820), "the button works in a narrow window, too"
