"""Makes the pictures of the README and the guide from a plan of somebody who is half a year on their way.

Run it with ``make pictures``. It works without a display and reads no clock, so that a picture changes only when the
program does. The font Inter should be installed.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from planner.app import gui
from planner.app.screenshot import grab_page
from planner.config.settings import Settings, SettingsFile
from planner.domain.words import ActivityId, SkillId, StepId
from planner.services import libraries
from planner.services.action import Action
from planner.services.actions.activities import EditActivity, MoveActivities, PickForWeek, SetState
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.actions.deadlines import PutDeadline, SetDue
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.goals import EnterGoal
from planner.services.actions.parts import EditChecklistItem, LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.skills import Assess, SetAim
from planner.services.catalogue import catalogue, entry
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries.activity import activity_card, step_choices
from planner.services.queries.settings import HOURS_A_WEEK
from planner.services.queries.skills import skills_view
from planner.ui.theme import Theme

FOLDER = Path(__file__).parent / "images"
CLOCK = FixedClock(datetime(2026, 12, 3, 8, 30, tzinfo=UTC), "Europe/Berlin")
PAGES = ("home", "board", "skills", "goals", "calendar")

DONE = {
    "supervised-unsupervised": "2026-07-14",
    "notebook-setup": "2026-07-20",
    "regression-notebook": "2026-08-02",
    "data-types-map": "2026-08-11",
    "ai-inside-ten-products": "2026-08-23",
    "preprocessing-pipeline": "2026-09-12",
    "clustering-notebook": "2026-09-27",
    "vision-image-classifier": "2026-10-09",
    "threshold-from-cost": "2026-11-12",
    "metrics-explained": "2026-11-19",
    "book-inspired": "2026-08-30",
    "scrum-basics": "2026-07-28",
    "stakeholder-map": "2026-09-18",
    "how-we-earn-money": "2026-10-03",
    "result-in-five-sentences": "2026-11-21",
    "opportunity-map": "2026-10-24",
    "real-assignment-search": "2026-10-30",
    "first-open-source": "2026-11-08",
    "choose-industry": "2026-09-05",
    "industry-trends-brief": "2026-10-18",
    "find-a-mentor": "2026-09-22",
    "join-community": "2026-08-16",
    "quarter-learning-plan": "2026-10-01",
    "short-course-new-technique": "2026-11-01",
    "model-card": "2026-11-28",
}
WEEKLY = {"learning-hours": 2, "weekly-experiment": 1, "newsletters": 1, "weekly-paper": 1, "mentor-talks": 1}
LEVELS = {
    "Machine-learning concepts": (1.0, 2.5),
    "AI application patterns": (1.0, 2.0),
    "Data literacy and quality": (2.0, 3.0),
    "Model evaluation and experimentation": (1.0, 2.0),
    "AI platforms, cloud and MLOps": (1.0, 1.5),
    "Hands-on prototyping and portfolio": (1.0, 2.0),
    "Product strategy and roadmapping": (2.0, 2.5),
    "Product discovery and research": (2.5, 3.0),
    "UX design for AI products": (3.0, 3.5),
    "Agile delivery": (4.0, 4.0),
    "Business acumen and AI economics": (2.0, 2.5),
    "Go-to-market and adoption": (1.5, 2.0),
    "Domain expertise": (1.0, 1.5),
    "Stakeholder management": (3.0, 3.5),
    "Communication and storytelling": (3.0, 3.0),
    "Leadership and team development": (2.0, 2.5),
    "Professional network and community": (1.0, 2.0),
    "Continuous learning and innovation": (2.0, 2.5),
}


class Life:
    """Does what the person did, by the keys of the built-in roadmap."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        rows = planner.read(lambda reader: reader.rows("SELECT node, id FROM activity"))
        self._ids = {node: ActivityId(row_id) for node, row_id in rows}
        self._steps = [StepId(step.id) for step in planner.read(step_choices)]

    def run(self, *actions: Action) -> None:
        """Does one after the other."""
        for action in actions:
            self._planner.run(action)

    def learn(self) -> None:
        """Half a year of work on the roadmap."""
        for node, day in DONE.items():
            self.run(MoveActivities((self._ids[node],), status="done", on=day))
        tree, review, course = (
            self._ids[node] for node in ("decision-tree-notebook", "data-quality-review", "ml-first-course")
        )
        self.run(
            EditActivity(self._ids["metrics-explained"], (("outcome", "The team now asks for recall first"),)),
            MoveActivities((course, tree, review), status="in_progress", on="2026-11-16"),
            EditDetail(course, (("units_done", 7),)),
            LogTime(course, 480, on="2026-11-29"),
            SetDue((tree,), "2026-12-01"),
            LogTime(tree, 110, on="2026-11-30"),
            SetDue((review,), "2026-12-09"),
            LogTime(review, 90, on="2026-12-02"),
            MoveActivities((self._ids["user-interviews"], self._ids["pair-guidebook"]), status="in_progress"),
            LogTime(self._ids["user-interviews"], 150, on="2026-11-27"),
            SetDue((self._ids["nlp-text-classifier"],), "2026-12-20"),
            EditActivity(self._ids["mentor-talks"], (("person", "Amina"),)),
            PickForWeek((tree, self._ids["forecast-baseline"], self._ids["mentor-talks"])),
        )
        for item in self._planner.read(activity_card, tree).checklist[:2]:
            self.run(EditChecklistItem(item.id, done=True))
        for node, times in WEEKLY.items():
            for day in ("2026-11-04", "2026-11-11", "2026-11-18", "2026-11-25", "2026-12-01"):
                for _ in range(times):
                    self.run(LogTime(self._ids[node], 30, on=day))

    def rate(self) -> None:
        """Two ratings of each skill, and the aim."""
        view = self._planner.read(skills_view, self._planner.today())
        for category in view.categories:
            for skill in category.skills:
                if skill.name in LEVELS:
                    before, now = LEVELS[skill.name]
                    self.run(Assess(SkillId(skill.id), before, on="2026-06-01"), Assess(SkillId(skill.id), now))
        self.run(SetAim(view.profiles[0].id, "2028-06"), ChangeSetting(HOURS_A_WEEK, 8, "hours a week"))

    def certify(self) -> None:
        """Goals in every state."""
        practitioner, governance = self._ids["aws-ai-practitioner"], self._ids["iapp-aigp"]
        self.run(
            SetState(practitioner, "booked"),
            PutDeadline(practitioner, "exam", wall="2026-12-09T09:30:00", zone="Europe/Berlin", reminders=(1440,)),
            LogTime(practitioner, 720, on="2026-11-29"),
            SetState(governance, "preparing"),
            LogTime(governance, 360, on="2026-11-26"),
            AddGoal(
                "Professional Scrum Master I", "certification", "Scrum.org", held=True, issued_on="2023-03-14",
            ),
            SetState(self._ids["hf-agents-course"], "enrolled"),
        )  # fmt: skip
        pmp = self._hold("pmi-pmp", "PMI", "2024-07-01", "2027-06-30")
        cspo = self._hold("scrumalliance-cspo", "Scrum Alliance", "2025-02-15", "2027-02-14")
        for title, day, amount, category, others, reported in (
            ("Leading with numbers", "2024-11-20", 1200, "Education", (), "2025-01-02"),
            ("A talk on discovery", "2025-03-12", 500, "Giving back", (cspo,), "2025-04-02"),
            ("Product camp", "2025-09-18", 700, "Education", (cspo,), "2025-10-01"),
            ("Webinars on agile metrics", "2026-02-10", 600, "Education", (), "2026-03-01"),
            ("Mentoring two product owners", "2026-10-18", 1100, "Giving back", (), None),
        ):
            claims = (Claim(pmp, reported_on=reported), *(Claim(other, reported_on=reported) for other in others))
            self.run(AddCredits("PDU", day, (CreditPart(amount, category, claims),), title=title))

    def _hold(self, key: str, issuer: str, issued: str, expires: str) -> ActivityId:
        """Hold a certification of the catalogue."""
        known = entry(key)
        goal = AddGoal(known.name, "certification", issuer, held=True, issued_on=issued, expires_on=expires)
        return ActivityId(self._planner.run(EnterGoal(goal, known, catalogue().checked_on)).added("activity")[0])

    def travel(self) -> None:
        """Conferences, a hackathon and their dates."""
        network, practice = self._steps[4], self._steps[2]
        self.run(
            AddEvent(
                "PyData Global", "2026-12-01", "2026-12-04", format="online", step_id=network, url="pydata.org"
            ),
            AddEvent(
                "MLSys", "2027-05-17", "2027-05-21", city="Bellevue", country="USA", step_id=network,
                url="mlsys.org", cfp_wall="2026-12-10T23:59:59",
            ),
            AddEvent(
                "Hackathon: climate data", "2026-12-15", "2026-12-17", event_type="hackathon", city="Leipzig",
                country="Germany", step_id=practice,
            ),
            AddEvent(
                "Mind the Product", "2027-06-14", "2027-06-16", city="London", country="United Kingdom",
                step_id=network, url="mindtheproduct.com", cfp_date="2026-12-16",
            ),
            AddEvent(
                "Product meetup", "2026-12-17T18:30:00", "2026-12-17T21:00:00", zone="Europe/Berlin",
                event_type="meetup", city="Berlin", country="Germany", step_id=network,
            ),
        )  # fmt: skip
        rows = self._planner.read(
            lambda reader: reader.rows(
                "SELECT a.title, a.id FROM activity a JOIN event e ON e.activity_id = a.id WHERE e.starts IS NOT NULL"
            )
        )
        ids = {title: ActivityId(row_id) for title, row_id in rows}
        self.run(SetState(ids["PyData Global"], "attending"), SetState(ids["Hackathon: climate data"], "applied"))


def main() -> int:
    """Writes the pictures of every page in both themes."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"PLANNER_CONFIG_DIR": f"{name}/config", "PLANNER_DATA_DIR": f"{name}/data"}
        planner = libraries.new_plan(Path(name) / "plan.db", libraries.BUILT_IN, clock=CLOCK)
        life = Life(planner)
        life.learn()
        life.rate()
        life.certify()
        life.travel()
        app = gui.application()
        theme = Theme("light")
        theme.apply(app)
        window = gui.build_window(planner, theme, SettingsFile(), settings=Settings(), animated=False)
        window.remembers = False
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
        size = tuple(int(part) for part in sys.argv[2].split("x")) if len(sys.argv) > 2 else (1280, 800)
        folder.mkdir(parents=True, exist_ok=True)
        for mode in ("light", "dark"):
            for page in PAGES:
                target = folder / f"{page}-{mode}.png"
                grab_page(window, page, (size[0], size[1]), mode).save(str(target))
                print(target)
        window.close()
        window.deleteLater()
        app.processEvents()
        planner.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
