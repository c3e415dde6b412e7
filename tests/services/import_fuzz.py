"""Files of every format that comes in, damaged at random: each is refused by a sentence or comes in whole, and soon."""

import json
import logging
import random
import tempfile
import time
from pathlib import Path

from planner.domain.plain_text import clean_line
from planner.services import libraries
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.lines import AddLines
from planner.services.actions.skills import AddSkill
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.storage.schema import TABLES
from tests.exchange.badge_files import FORMS
from tests.exchange.badge_fuzz import BYTES, Chance, damaged
from tests.exchange.roadmap_sh_files import pottery

SLOW = 10.0
"""What no file may take, in seconds of this process alone."""
_FOLDER = Path(__file__).parents[1] / "exchange" / "ics"
_LISTS = {
    "2027-data.json": json.dumps(
        [
            {"name": "DataConf", "url": "https://data.example/", "startDate": "2027-03-01", "endDate": "2027-03-03",
             "city": "Berlin", "country": "Germany", "online": False, "cfpUrl": "https://data.example/cfp",
             "cfpEndDate": "2027-01-10"},
            {"name": "Web Days", "url": "https://web.example/", "startDate": "2027-05-01", "online": True},
        ]
    ),
    "ccfddl.yml": """- title: CONF
  description: Conference on Things
  sub: AI
  rank: {ccf: A}
  dblp: conf
  confs:
    - year: 2027
      id: conf27
      link: https://conf.example/2027
      timeline:
        - abstract_deadline: '2026-09-19 23:59:59'
          deadline: '2026-09-24 23:59:59'
      timezone: AoE
      date: May 01-05, 2027
      place: Porto, Portugal
""",
    "ai.yml": """- title: CONF
  year: 2027
  id: conf27
  full_name: Conference on Things
  link: https://conf.example/2027
  deadlines:
  - type: submission
    label: Papers
    date: '2026-09-24 23:59:59'
    timezone: AoE
  city: Porto
  country: Portugal
  date: May 1-5, 2027
  start: 2027-05-01
  end: 2027-05-05
  tags: [vision]
""",
    "python.yml": """- conference: PyThings
  year: 2027
  link: https://py.example/
  cfp: '2027-01-13 23:59:00'
  timezone: Europe/Warsaw
  place: Wroclaw, Poland
  start: 2027-04-28
  end: 2027-04-30
  sub: PY
""",
    "all-events.json": json.dumps(
        [{"name": "Dev", "date": [1803600000000, 1803686400000], "hyperlink": "https://dev.example", "location": "Oslo",
          "city": "Oslo", "country": "Norway", "misc": "", "cfp": {"link": "https://dev.example/cfp",
          "until": "1-January-2027", "untilDate": 1798761600000}, "status": "open", "tags": []}]
    ),
}  # fmt: skip
_SCRAPS = (b"&a [*a,*a]", b"!!python/object:os.system", b"- ", b"  ", b"\t", b"RRULE:FREQ=SECONDLY", b"BEGIN:VEVENT")


def corpus(planner: Planner, folder: Path) -> dict[str, bytes]:
    """A small file of each format, by its name."""
    planner.run(AddLines("Read a book !high #ml ~6h\n- with a line\nWrite a talk @2027-05-01"))
    planner.run(AddEvent("Fair", "2027-03-01", "2027-03-04", city="Berlin", cfp_date="2027-01-01"))
    planner.run(AddGoal("Diploma", "certification", held=True, issued_on="2025-01-01", expires_on="2028-01-01"))
    planner.run(AddSkill("Weaving", category="Craft"))
    files = {name: text.encode() for name, text in _LISTS.items()}
    for name, kind in (("plan.json", "json"), ("plan.csv", "csv"), ("plan.md", "md"), ("skills.json", "skills-json"),
                       ("skills.csv", "skills-csv"), ("plan.ics", "ics")):  # fmt: skip
        path = folder / name
        export(planner, path, kind)
        files[name] = path.read_bytes()
        path.unlink()
    files |= {path.name: path.read_bytes() for path in sorted(_FOLDER.glob("*.ics"))}
    files["pottery.json"] = pottery(2, 3)
    files |= {f"badge {number}.{'png' if 'PNG' in form else 'json'}": FORMS[form] for number, form in enumerate(FORMS)}
    return files


class Importers:
    """Imports damaged files into a plan of its own and takes each import back."""

    def __init__(self) -> None:
        self._place = tempfile.TemporaryDirectory()
        folder = Path(self._place.name)
        self._planner = libraries.new_plan(folder / "plan.db", None)
        self._files = corpus(self._planner, folder)
        self._incoming = folder / "incoming"
        self._incoming.mkdir()
        self._before = self._counts()

    def close(self) -> None:
        """Give the plan back."""
        self._planner.close()
        self._place.cleanup()

    def _counts(self) -> list[int]:
        one = " UNION ALL ".join(f"SELECT count(*) FROM {table.name}" for table in TABLES.values())
        return self._planner.read(lambda reader: [row[0] for row in reader.rows(one)])

    def round_of(self, seed: int) -> list[str]:
        """What was wrong with how the damage of this seed was met."""
        chance = Chance(seed)
        name = chance.choice(sorted(self._files))
        data = self._files[name]
        for _ in range(chance.choice((1, 1, 2, 4))):
            data = self._damaged(name, data, chance)
        path = self._incoming / name
        path.write_bytes(data)
        started = time.process_time()
        try:
            problems = self._met(path)
        except Exception as error:  # noqa: BLE001  that is what the round looks for
            problems = [f"{type(error).__name__}: {error}"]
        taken = time.process_time() - started
        path.unlink()
        if taken > SLOW:
            problems.append(f"took {taken:.1f} s")
        return [f"seed {seed}, {name}, {len(data)} bytes: {problem}" for problem in problems]

    def _damaged(self, name: str, data: bytes, chance: random.Random) -> bytes:
        if name.endswith((".json", ".png")):
            return damaged(data, chance)
        if chance.random() < 0.4:
            return chance.choice(BYTES)(data, chance)
        lines = data.split(b"\n")
        place = chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                del lines[place]
            case 1:
                lines.insert(chance.randrange(len(lines) + 1), lines[place])
            case 2:
                lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)] + chance.choice(_SCRAPS)
            case _:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
        return b"\n".join(lines)

    def _met(self, path: Path) -> list[str]:
        (report,) = import_files(self._planner, [path])
        said = [remark.why for remark in report.skipped if clean_line(remark.why) != remark.why]
        problems = [f"a remark of several lines: {why!r:.200}" for why in said]
        if not report.readable and not (report.skipped and report.skipped[0].why.endswith(".")):
            problems.append("refused without a sentence")
        if report.written:
            self._planner.undo()
        if self._counts() != self._before:
            problems.append("undo did not take it back" if report.written else "it was written and not told")
            self._before = self._counts()
        return problems


def rounds(count: int, seed: int) -> list[str]:
    """What was wrong in so many rounds with the seeds from this one on: an empty list if all was well."""
    logging.getLogger("planner").setLevel(logging.ERROR)
    importers = Importers()
    try:
        return [problem for number in range(seed, seed + count) for problem in importers.round_of(number)]
    finally:
        importers.close()


if __name__ == "__main__":
    import sys

    print(*rounds(int(sys.argv[1]), int(sys.argv[2])), sep="\n")
