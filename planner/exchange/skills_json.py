"""Skills, rubrics and roles as JSON, to share and to edit by hand (docs/formats/skills.md): bytes to a set and back."""

from collections import Counter
from typing import Literal

import msgspec

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.domain.folding import fold
from planner.exchange.archive_part import Whole
from planner.exchange.skill_set import LEVELS, MAX_BYTES, At, SetMaker, SkillSet, name_of, refused
from planner.exchange.strict_json import in_words
from planner.exchange.text_files import check_size

FORMAT = "planner-skills"
FORMAT_VERSION = 1


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of all parts: immutable, and strict about names."""


class CategoryPart(Part, frozen=True):
    """A category; ``parent`` is the name of the category above it, in trees of public frameworks."""

    name: str
    uid: str = ""
    parent: str | None = None


class SkillPart(Part, frozen=True):
    """A skill of the category of this name; ``rubric`` has a sentence for some of the levels ``"0"`` to ``"5"``."""

    name: str
    category: str
    uid: str = ""
    definition: str = ""
    rubric: dict[str, str] = {}


class TargetPart(Part, frozen=True, kw_only=True):
    """What a role wants of the skill of this name; ``category`` tells skills of one name apart."""

    skill: str
    category: str = ""
    level: float
    weight: Whole | None = None


class RolePart(Part, frozen=True):
    """A target role."""

    name: str
    uid: str = ""
    summary: str = ""
    targets: tuple[TargetPart, ...] = ()


class SkillsDocument(Part, frozen=True):
    """The whole document."""

    format: Literal["planner-skills"]
    format_version: Literal[1]
    categories: tuple[CategoryPart, ...] = ()
    skills: tuple[SkillPart, ...] = ()
    roles: tuple[RolePart, ...] = ()


class _Head(msgspec.Struct):
    """What says whether the rest can be understood at all."""

    format: msgspec.Raw = msgspec.Raw(b"")
    format_version: msgspec.Raw = msgspec.Raw(b"")


_HEAD = msgspec.json.Decoder(_Head)
_DOCUMENT = msgspec.json.Decoder(SkillsDocument)


def write_skills_json(skills: SkillSet) -> bytes:
    """Write a set: UTF-8 JSON, two blanks a level, the same bytes for the same set.

    Each skill must have its category, and a level is a number without needless digits.
    """
    names = Counter(fold(skill.name) for skill in skills.skills)
    categories = [category.name for category in skills.categories]
    document = SkillsDocument(
        format="planner-skills",
        format_version=1,
        categories=tuple(CategoryPart(name=each.name, uid=each.uid) for each in skills.categories),
        skills=tuple(
            SkillPart(
                name=skill.name,
                category=_category_of(categories, skill.category),
                uid=skill.uid,
                definition=skill.definition,
                rubric={str(level): text for level, text in skill.rubric},
            )
            for skill in skills.skills
        ),
        roles=tuple(
            RolePart(
                name=role.name,
                uid=role.uid,
                summary=role.summary,
                targets=tuple(
                    TargetPart(
                        skill=(skill := skills.skills[target.skill]).name,
                        category=_category_of(categories, skill.category) if names[fold(skill.name)] > 1 else "",
                        level=int(target.level) if target.level.is_integer() else target.level,
                        weight=target.weight,
                    )
                    for target in role.targets
                ),
            )
            for role in skills.roles
        ),
    )
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _category_of(names: list[str], number: int | None) -> str:
    return "" if number is None else names[number]


def read_skills_json(data: bytes, where: str) -> SkillSet:
    """The set in ``data``; ``where`` names the file in the message of an error.

    Raises ExchangeError for a file that is too large, no JSON, cut off, of another version, or wrong in any place.
    """
    check_size(len(data), MAX_BYTES, where)
    if not data.strip():
        raise ExchangeError(tr("“{where}” is empty; save it again and import that.", where=where))
    try:
        text = data.decode("utf-8-sig")
        _check_head(text, where)
        document = _DOCUMENT.decode(text)
    except UnicodeDecodeError as error:
        raise ExchangeError(
            tr(
                "“{where}” was not imported, because its byte {n} is not UTF-8; save it as UTF-8 and import that.",
                where=where,
                n=error.start + 1,
            )
        ) from None
    except msgspec.ValidationError as error:
        detail, _, place = str(error).partition(" - at `$")
        raise refused(where, place.rstrip("`").lstrip(".") or tr("the top"), in_words(detail)) from None
    except msgspec.DecodeError as error:
        raise _no_json(where, str(error)) from None
    except RecursionError:
        raise ExchangeError(
            tr(
                "“{where}” was not imported, because it is nested too deeply; export the skills again and import that.",
                where=where,
            )
        ) from None
    return _Reading(document, where).skill_set()


def _check_head(text: str, where: str) -> None:
    """Tell apart what is no such file at all, and what a newer program wrote. Raises ExchangeError."""
    try:
        head = _HEAD.decode(text)
    except msgspec.ValidationError:
        head = _Head()
    if bytes(head.format).strip() != f'"{FORMAT}"'.encode():
        raise ExchangeError(
            tr(
                "“{where}” holds no skills of Planner, because its field “format” is not “{format}”; choose a file "
                "that was exported as skills, or write that into it.",
                where=where,
                format=FORMAT,
            )
        )
    version = bytes(head.format_version).strip()
    if version.isdigit() and version != str(FORMAT_VERSION).encode():
        raise ExchangeError(
            tr(
                "“{where}” is of version {version} of the format, but this Planner reads version {known}; update "
                "Planner, or export the skills again with this one.",
                where=where,
                version=version.decode()[:20],
                known=FORMAT_VERSION,
            )
        )


def _no_json(where: str, detail: str) -> ExchangeError:
    if "truncated" in detail:
        return ExchangeError(
            tr("“{where}” ends in the middle, so it was cut off; get a whole copy and import that.", where=where)
        )
    return ExchangeError(
        tr("“{where}” is not readable as JSON ({why}); correct it and import it again.", where=where, why=detail)
    )


def _at(part: str) -> At:
    return lambda field: f"{part}.{field}"


class _Reading:
    """Turns one document into a set; what its types cannot say is looked at here."""

    def __init__(self, document: SkillsDocument, where: str) -> None:
        self._document = document
        self._file = where
        self._maker = SetMaker(where)
        self._skills: dict[str, list[int]] = {}
        self._places: dict[tuple[str, str], int] = {}

    def skill_set(self) -> SkillSet:
        document = self._document
        targets = sum(len(role.targets) for role in document.roles)
        self._maker.bound(
            categories=len(document.categories),
            skills=len(document.skills),
            roles=len(document.roles),
            targets=targets,
        )
        self._add_categories()
        for number, skill in enumerate(document.skills):
            self._add_skill(skill, f"skills[{number}]")
        for number, role in enumerate(document.roles):
            self._add_role(role, f"roles[{number}]")
        return self._maker.whole()

    def _add_categories(self) -> None:
        """Adds the categories without those that only group others: a skill belongs to the category nearest to it."""
        parts = self._document.categories
        every = SetMaker(self._file)
        for number, part in enumerate(parts):
            every.category(part.name, _at(f"categories[{number}]"), uid=part.uid)
        numbers = {fold(name_of(part.name)): number for number, part in enumerate(parts)}
        parents: list[int | None] = []
        for number, part in enumerate(parts):
            parent = None if part.parent is None else numbers.get(fold(name_of(part.parent)))
            if part.parent is not None and parent is None:
                self._maker.refuse(
                    f"categories[{number}].parent", tr("there is no category “{name}”", name=part.parent[:200])
                )
            parents.append(parent)
        self._refuse_circles(parents)
        used = {fold(name_of(skill.category)) for skill in self._document.skills}
        groups = {parent for parent in parents if parent is not None}
        for number, part in enumerate(parts):
            if number not in groups or fold(name_of(part.name)) in used:
                self._maker.category(part.name, _at(f"categories[{number}]"), uid=part.uid)

    def _refuse_circles(self, parents: list[int | None]) -> None:
        safe: set[int] = set()
        for start in range(len(parents)):
            way: dict[int, None] = {}
            number: int | None = start
            while number is not None and number not in safe:
                if number in way:
                    name = name_of(self._document.categories[number].name)
                    self._maker.refuse(
                        f"categories[{number}].parent",
                        tr("the parents of the category “{name}” lead back to itself in a circle", name=name[:200]),
                    )
                way[number] = None
                number = parents[number]
            safe.update(way)

    def _add_skill(self, part: SkillPart, place: str) -> None:
        category = self._maker.category_named(part.category)
        if category is None:
            self._maker.refuse(f"{place}.category", tr("there is no category “{name}”", name=part.category[:200]))
        number = self._maker.skill(part.name, category, _at(place), definition=part.definition, uid=part.uid)
        name = fold(name_of(part.name))
        self._skills.setdefault(name, []).append(number)
        self._places[name, fold(name_of(part.category))] = number
        for key, text in part.rubric.items():
            if key not in map(str, LEVELS):
                self._maker.refuse(f"{place}.rubric", tr("“{level}” is not a whole level from 0 to 5", level=key[:40]))
            self._maker.sentence(number, int(key), text, f"{place}.rubric.{key}")

    def _add_role(self, part: RolePart, place: str) -> None:
        role = self._maker.role(part.name, _at(place), summary=part.summary, uid=part.uid)
        for number, target in enumerate(part.targets):
            within = f"{place}.targets[{number}]"
            skill = self._skill_of(target, within)
            self._maker.target(role, skill, target.level, target.weight, _at(within))

    def _skill_of(self, target: TargetPart, place: str) -> int:
        name = fold(name_of(target.skill))
        found = self._skills.get(name, [])
        if target.category:
            number = self._places.get((name, fold(name_of(target.category))))
            found = [] if number is None else [number]
        if not found:
            self._maker.refuse(f"{place}.skill", tr("there is no skill “{name}”", name=target.skill[:200]))
        if len(found) > 1:
            self._maker.refuse(
                f"{place}.skill",
                tr("several skills are called “{name}”, so that a category has to be named", name=target.skill[:200]),
            )
        return found[0]
