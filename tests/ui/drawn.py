"""Which dialogs the walk in the pseudo language draws, and in which of its scenes: none of the program is left out."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from types import GeneratorType

from PySide6.QtWidgets import QDialog

import planner.ui
from tests.ui.scenes import Scene

#: Bases that are never shown themselves, and the system's own dialog for files.
NOT_DRAWN = {"AsideDialog", "FileDialog", "FormDialog", "OwnStepsDialog", "TellingDialog"}

DRAWN: dict[str, set[str]] = {
    "badge_scenes": {"shell.badges.take_dialog.TakeBadgeDialog", "shell.badges.view.BadgeView"},
    "dialogs_of_records": {
        "board.remove_step_dialog.RemoveStepDialog",
        "board.step_dialog.StepDialog",
        "goals.dates_dialog.DatesDialog",
        "shell.question.Question",
        "shell.catalogue_dialog.CatalogueDialog",
        "shell.renewal.files_dialog.CreditFilesDialog",
        "shell.renewal.ledger_dialog.LedgerDialog",
        "shell.renewal.renew_dialog.RenewDialog",
        "shell.renewal.rule_dialog.RuleDialog",
    },
    "exam_scenes": {"shell.inspector.exam_dialog.ExamDialog", "shell.inspector.result_dialog.ResultDialog"},
    "first_run_scenes": {"shell.first_run.dialog.FirstRunDialog"},
    "import_scenes": {"files.import_dialog.ImportDialog"},
    "logging_scenes": {"shell.time.log_dialog.LogDialog"},
    "look_back_scenes": {
        "look_back.dialog.LookBackDialog",
        "look_back.outcome_dialog.OutcomeDialog",
        "look_back.picks_dialog.PicksDialog",
    },
    "missed_scenes": {"shell.missed_dialog.MissedDialog"},
    "opened add on calendar": {"calendar.conference_dialog.ConferenceDialog"},
    "opened add on goals": {"goals.add_goal.AddGoalDialog"},
    "opened add on skills": {"skills.add_skill.AddSkillDialog"},
    "preference_scenes": {"shell.preferences.dialog.PreferencesDialog"},
    "question_scenes": {"shell.how_was_dialog.HowWasDialog"},
    "safety_scenes": {
        "shell.backups.dialog.BackupsDialog",
        "shell.rescue.check_dialog.CheckDialog",
        "shell.rescue.dialog.RescueDialog",
        "shell.rescue.notice.DamageNotice",
    },
    "scenes_of_actions board": {"board.roadmaps_dialog.RoadmapsDialog"},
    "scenes_of_actions calendar": {
        "calendar.export_dialog.ExportDialog",
        "calendar.import_dialog.ImportDialog",
        "calendar.yearly_dialog.YearlyDialog",
    },
    "scenes_of_actions goals": {
        "goals.goal_date.GoalDateDialog",
        "goals.money.dialog.MoneyDialog",
        "goals.tags_dialog.TagsDialog",
        "shell.renewal.credit_dialog.CreditDialog",
    },
    "scenes_of_actions skills": {
        "skills.caps_dialog.CapsDialog",
        "skills.export_radar.ExportRadarDialog",
        "skills.review.dialog.ReviewDialog",
        "skills.roles.dialog.RolesDialog",
    },
    "scenes_of_commands": {
        "files.export_dialog.ExportDialog",
        "shell.about_dialog.AboutDialog",
        "shell.aim_dialog.AimDialog",
        "shell.archive_dialog.ArchiveDialog",
        "shell.help.guide_dialog.GuideDialog",
        "shell.help.report_dialog.ReportDialog",
        "shell.reminders_dialog.RemindersDialog",
        "shell.shortcuts_dialog.ShortcutsDialog",
        "shell.trash_dialog.TrashDialog",
    },
    "session_scenes": {"shell.time.move_dialog.MoveDialog", "shell.time.sessions_dialog.SessionsDialog"},
    "test_longer_words_have_room": {"shell.moved_dialog.MovedDialog"},
    "test_the_line_and_the_dialog_of_several": {"board.edit_dialog.EditDialog"},
    "scenes": {
        "shell.crash_dialog.CrashDialog",
        "shell.synced_dialog.SyncedDialog",
        "shell.unsaved_dialog.UnsavedDialog",
    },
}
"""The dialogs by the scenes that draw them: the name of the generator, with its page or its own name where it has one.

What stands inside of a test goes by the name of the test.
"""


def dialogs() -> set[str]:
    """Every dialog of the program as “package.module.Class” below planner.ui, found by importing all of it."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(planner.ui.__path__, "planner.ui."):
        for name, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(each, QDialog) and each.__module__ == module.name and name not in NOT_DRAWN:
                found.add(name_of(each))
    return found


def name_of(dialog: type) -> str:
    """“calendar.export_dialog.ExportDialog”: two dialogs have the same name."""
    return f"{dialog.__module__}.{dialog.__qualname__}".removeprefix("planner.ui.")


def noted(scenes: Iterable[Scene]) -> Iterator[Scene]:
    """The scenes as they come; fails at their end with the names of dialogs that they should have drawn."""
    name = scenes_name(scenes)
    seen: set[str] = set()
    for scene in scenes:
        seen.add(name_of(type(scene.root)))
        yield scene
    missing = DRAWN.get(name, set()) - seen
    assert not missing, f"{name} did not draw {', '.join(sorted(missing))}"


def scenes_name(scenes: Iterable[Scene]) -> str:
    """What the scenes are called in :data:`DRAWN`; empty for scenes that are no generator."""
    if not isinstance(scenes, GeneratorType) or scenes.gi_frame is None:
        return ""
    given = scenes.gi_frame.f_locals
    which = given.get("page_id") or given.get("name") or ""
    outer, _, inner = scenes.gi_code.co_qualname.partition(".<locals>")
    return outer if inner else f"{outer} {which}".strip()
