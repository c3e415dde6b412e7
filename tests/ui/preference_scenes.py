"""The preferences in all their sections, while one searches and where something is refused; and what was missed."""

from collections.abc import Iterator

from planner.config.preferences import SECTIONS, Kind
from planner.domain.words import ActivityId
from planner.services.actions.deadlines import PutDeadline
from planner.services.preferences import preference
from planner.ui.shell.missed_dialog import MissedDialog
from planner.ui.shell.preference_commands import open_preferences
from planner.ui.shell.preferences.dialog import PreferencesDialog
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import Scene, kinds_with_an_activity
from tests.ui.walk import settle


def opened_preferences(window: MainWindow) -> PreferencesDialog:
    open_preferences(window, lambda _window: None)
    settle()
    (found,) = (each for each in window.findChildren(PreferencesDialog) if each.isVisible())
    return found


def preference_scenes(window: MainWindow) -> Iterator[Scene]:
    """Each section, changed and unchanged, a search, nothing found, a refusal, and what acts at the next start."""
    dialog = opened_preferences(window)
    for key, value in (("text-size", 150), ("notifications", False), ("hours-a-week", 6), ("backup-days", 30)):
        dialog.choose(preference(key), value)
    for section in SECTIONS:
        dialog.show_section(section)
        settle()
        yield Scene(f"preferences, {section}", dialog)
    for words in ("2", "Ω"):
        dialog.search.setText(words)
        settle()
        yield Scene(f"preferences, search for {words}", dialog)
    dialog.choose(preference("text-size"), 400)
    settle()
    yield Scene("preferences, refused", dialog)
    row = next(each for each in dialog.rows.values() if each.preference.kind is Kind.REMINDERS)
    row.asked.emit()
    settle()
    dialog.close()
    settle()


def missed_scenes(window: MainWindow) -> Iterator[Scene]:
    """The list of what was missed, of several kinds, and of what came lately."""
    from planner.services.queries.reminders import reminders_between

    planner = window.context.planner
    today = planner.today()
    found = kinds_with_an_activity(planner)
    for kind, what in (("project", "due"), ("certification", "renewal"), ("event", "cfp_closes")):
        planner.run(PutDeadline(ActivityId(found[kind]), what, on_date=today.isoformat(), reminders=(0, 1440)))
    due = planner.read(reminders_between, "2020-01-01T00:00:00Z", "2035-01-01T00:00:00Z", planner.zone())
    assert len(due) > 3
    for missed in (True, False):
        dialog = MissedDialog(window.context, due[-40:], missed=missed, parent=window)
        dialog.open()
        settle()
        yield Scene("what was missed" if missed else "recent reminders", dialog)
        dialog.close()
        dialog.deleteLater()
        settle()
