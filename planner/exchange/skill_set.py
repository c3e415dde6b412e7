"""Skills, rubrics and roles as one file holds them, whatever its format, and what no such file may say.

The formats are described in ``docs/formats/skills.md``. A file is taken whole or not at all.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, NoReturn

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.domain.levels import is_level
from planner.domain.plain_text import clean_line, clean_text
from planner.exchange.incoming import NAME_MAX, Skipped

MAX_BYTES: Final = 20_000_000
MAX_SKILLS: Final = 2_000
MAX_CATEGORIES: Final = 2_000
"""The most categories of a file, those that only group others among them."""
MAX_ROLES: Final = 200
MAX_TARGETS: Final = 50_000
"""The most targets of all roles of a file together."""
TEXT_MAX: Final = 10_000
"""The longest definition, summary or sentence of a rubric, in characters."""
UID_MAX: Final = 255
LEVELS: Final = range(6)
"""The whole levels that a rubric describes."""
WEIGHTS: Final = range(1, 4)

At = Callable[[str], str]
"""The place in the file of a field of one category, skill or role."""


class SetCategory(NamedTuple):
    """A category. ``uid`` is empty where the file names none; ``where`` is its place in the file."""

    name: str
    uid: str = ""
    where: str = ""


class SetSkill(NamedTuple):
    """A skill.

    ``category`` is the place of its category among those of the set, None where the file says none. ``rubric`` are
    pairs of a whole level and its sentence, ascending. An empty text says nothing.
    """

    name: str
    category: int | None = None
    definition: str = ""
    rubric: tuple[tuple[int, str], ...] = ()
    uid: str = ""
    where: str = ""


class SetTarget(NamedTuple):
    """What a role wants of a skill, which is given by its place in the set; weight None is not said."""

    skill: int
    level: float
    weight: int | None = None


class SetRole(NamedTuple):
    """A target role, with its targets in the order of the skills."""

    name: str
    summary: str = ""
    targets: tuple[SetTarget, ...] = ()
    uid: str = ""
    where: str = ""


class SkillSet(NamedTuple):
    """All that a file says of skills. ``file`` is its name; ``skipped`` tells what of it was not understood."""

    categories: tuple[SetCategory, ...] = ()
    skills: tuple[SetSkill, ...] = ()
    roles: tuple[SetRole, ...] = ()
    file: str = ""
    skipped: tuple[Skipped, ...] = ()


def name_of(text: str) -> str:
    """A name as one tidy line."""
    return clean_line(text)


def text_of(text: str) -> str:
    """A definition, a summary or a sentence of a rubric, tidy and without blanks at its ends."""
    return clean_text(text).strip()


def refused(file: str, place: str, problem: str) -> ExchangeError:
    """The error that refuses a whole file for what stands at one place of it."""
    return ExchangeError(
        tr(
            "“{where}” was not imported, because at {place}: {problem}; correct that place and import the file again.",
            where=file,
            place=place,
            problem=problem,
        )
    )


class SetMaker:
    """Gathers a set piece by piece. What makes it impossible is an ExchangeError of one sentence with its place.

    Without a file it is a plan that goes out: what could not come back is refused there.
    """

    def __init__(self, file: str = "") -> None:
        self._file = file
        self._categories: list[SetCategory] = []
        self._skills: list[SetSkill] = []
        self._rubrics: list[dict[int, str]] = []
        self._roles: list[SetRole] = []
        self._targets: list[dict[int, SetTarget]] = []
        self._names: dict[tuple[object, ...], int] = {}
        self._uids: set[tuple[str, str]] = set()
        self._count = 0

    def refuse(self, place: str, problem: str) -> NoReturn:
        """Raises the error for one place."""
        if self._file:
            raise refused(self._file, place, problem)
        raise ExchangeError(
            tr(
                "The skills cannot be exported, because of {place}: {problem}; change it in the plan, or export the "
                "whole plan as JSON.",
                place=place,
                problem=problem,
            )
        )

    def bound(self, *, categories: int = 0, skills: int = 0, roles: int = 0, targets: int = 0) -> None:
        """Refuses what is too much, before any of it is looked at."""
        for count, limit, what in (
            (skills, MAX_SKILLS, tr("skills")),
            (roles, MAX_ROLES, tr("roles")),
            (categories, MAX_CATEGORIES, tr("categories")),
            (targets, MAX_TARGETS, tr("targets of roles")),
        ):
            if count <= limit:
                continue
            if self._file:
                sentence = tr(
                    "“{where}” holds more than {limit} {what}, which is the most that one file brings; split it and "
                    "import the parts.",
                    where=self._file,
                    limit=limit,
                    what=what,
                )
            else:
                sentence = tr(
                    "The plan holds more than {limit} {what}, which is the most that such a file takes; export the "
                    "whole plan as JSON instead.",
                    limit=limit,
                    what=what,
                )
            raise ExchangeError(sentence)

    def category(self, name: str, at: At, *, uid: str = "") -> int:
        """Adds a category and gives its place."""
        line = self._name(name, at)
        self._only_one(("category", fold(line)), at, tr("the category “{name}” stands there a second time", name=line))
        self._categories.append(SetCategory(line, self._uid("category", uid, at), at("name")))
        return len(self._categories) - 1

    def category_named(self, name: str) -> int | None:
        """The place of a category of this name."""
        return self._names.get(("category", fold(name_of(name))))

    def skill(self, name: str, category: int | None, at: At, *, definition: str = "", uid: str = "") -> int:
        """Adds a skill and gives its place."""
        line = self._name(name, at)
        twice = (
            tr("the skill “{name}” stands there a second time", name=line)
            if category is None
            else tr(
                "the skill “{name}” stands a second time in the category “{category}”",
                name=line,
                category=self._categories[category].name,
            )
        )
        self._only_one(("skill", category, fold(line)), at, twice)
        text = self._text(definition, at("definition"))
        self._skills.append(SetSkill(line, category, text, (), self._uid("skill", uid, at), at("name")))
        self._rubrics.append({})
        return len(self._skills) - 1

    def sentence(self, skill: int, level: int, text: str, place: str) -> None:
        """Adds what a whole level of a skill means; an empty text says nothing."""
        if tidy := self._text(text, place):
            self._rubrics[skill][level] = tidy

    def role(self, name: str, at: At, *, summary: str = "", uid: str = "") -> int:
        """Adds a role and gives its place."""
        line = self._name(name, at)
        self._only_one(("role", fold(line)), at, tr("the role “{name}” stands there a second time", name=line))
        text = self._text(summary, at("summary"))
        self._roles.append(SetRole(line, text, (), self._uid("role", uid, at), at("name")))
        self._targets.append({})
        return len(self._roles) - 1

    def target(self, role: int, skill: int, level: float, weight: int | None, at: At) -> None:
        """Adds what a role wants of a skill."""
        if not is_level(float(level)):
            self.refuse(at("level"), tr("{level} is not a whole or a half from 0 to 5", level=f"{level:g}"))
        if weight is not None and weight not in WEIGHTS:
            self.refuse(at("weight"), tr("{weight} is not a weight of 1, 2 or 3", weight=weight))
        if skill in self._targets[role]:
            self.refuse(at("skill"), tr("the skill “{name}” stands there a second time", name=self._skills[skill].name))
        self._count += 1
        self.bound(targets=self._count)
        self._targets[role][skill] = SetTarget(skill, float(level), weight)

    def whole(self, skipped: tuple[Skipped, ...] = ()) -> SkillSet:
        """The set."""
        return SkillSet(
            tuple(self._categories),
            tuple(
                skill._replace(rubric=tuple(sorted(rubric.items())))
                for skill, rubric in zip(self._skills, self._rubrics, strict=True)
            ),
            tuple(
                role._replace(targets=tuple(targets[skill] for skill in sorted(targets)))
                for role, targets in zip(self._roles, self._targets, strict=True)
            ),
            self._file,
            skipped,
        )

    def _name(self, text: str, at: At) -> str:
        line = name_of(text)
        if not line:
            self.refuse(at("name"), tr("there is no name"))
        if len(line) > NAME_MAX:
            self.refuse(
                at("name"), tr("the name has {n} characters, and {limit} is the most", n=len(line), limit=NAME_MAX)
            )
        return line

    def _text(self, text: str, place: str) -> str:
        tidy = text_of(text)
        if len(tidy) > TEXT_MAX:
            self.refuse(place, tr("the text has {n} characters, and {limit} is the most", n=len(tidy), limit=TEXT_MAX))
        return tidy

    def _uid(self, what: str, uid: str, at: At) -> str:
        if not uid:
            return ""
        if clean_line(uid) != uid or len(uid) > UID_MAX:
            self.refuse(at("uid"), tr("a uid is one line of up to {limit} characters", limit=UID_MAX))
        if (what, uid) in self._uids:
            self.refuse(at("uid"), tr("“{uid}” stands there a second time", uid=uid))
        self._uids.add((what, uid))
        return uid

    def _only_one(self, key: tuple[object, ...], at: At, problem: str) -> None:
        if key in self._names:
            self.refuse(at("name"), problem)
        self._names[key] = len(self._categories)
