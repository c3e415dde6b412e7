"""Where plan and catalogue meet: goals that the plan holds already, and what the catalogue could fill in of a goal."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from planner.domain.catalogue import CatalogueEntry, CatalogueSkill
from planner.domain.catalogue_values import code_of, columns_of, effort_of, issuer_of, kind_of, rule_of
from planner.domain.folding import fold
from planner.domain.model import Certification, Course
from planner.domain.renewal import Rule
from planner.domain.words import ActivityId, CertificationState, CourseState, Kind, RenewalMethod, SkillId
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader

IDEAS: Final = frozenset(
    {CertificationState.CONSIDERING, CertificationState.DROPPED, CourseState.CONSIDERING, CourseState.DROPPED}
)
"""The states in which nothing was begun: a goal in one of them is taken up rather than doubled."""

_FIELDS: Final = {
    Kind.CERTIFICATION: (
        "issuer", "issuer_url", "code", "url", "level", "prerequisites", "validity", "renewal", "price", "estimate",
        "skills",
    ),
    Kind.COURSE: ("issuer", "url", "units", "price", "certificate", "estimate", "skills"),
}  # fmt: skip

_PRESENT: Final = f"""
SELECT a.id, a.title, a.kind, coalesce(c.state, o.state), s.name, coalesce(c.issuer, o.provider),
       coalesce(c.code, ''), coalesce(c.url, o.url), coalesce(c.catalogue_key, o.catalogue_key), a.estimate_minutes
FROM activity AS a
LEFT JOIN certification AS c ON c.activity_id = a.id LEFT JOIN course AS o ON o.activity_id = a.id
LEFT JOIN step AS s ON s.id = a.step_id
WHERE a.kind IN ('certification', 'course') AND {LIVING} AND coalesce(c.state, o.state) IS NOT NULL
ORDER BY a.id
"""
_RULED: Final = "SELECT count(*) FROM renewal_rule WHERE activity_id = ?"
_EXPIRIES: Final = "SELECT count(*) FROM deadline WHERE activity_id = ? AND kind = 'renewal'"
_SKILLS: Final = """
SELECT s.node, s.id, s.name FROM skill AS s
WHERE s.node <> '' AND s.id NOT IN (SELECT skill_id FROM activity_skill WHERE activity_id = ?)
ORDER BY s.position, s.id
"""


class Present(NamedTuple):
    """A certification or a course that the plan holds; ``step`` None is the inbox."""

    id: ActivityId
    title: str
    kind: str
    state: str
    step: str | None
    issuer: str
    code: str
    url: str
    catalogue_key: str
    minutes: int | None

    @property
    def is_idea(self) -> bool:
        """Whether nothing was begun, so that it can be taken up."""
        return self.state in IDEAS


class ShownLevel(NamedTuple):
    """A skill of the plan that the entry shows at a level."""

    skill_id: SkillId
    name: str
    level: float


class Opening(NamedTuple):
    """A field that is empty in the plan and known in the catalogue, with what belongs there.

    That is ``columns`` of the certification or course, ``minutes`` of the activity, the ``rule`` or ``skills``.
    """

    field: str
    columns: tuple[tuple[str, Any], ...] = ()
    minutes: int | None = None
    rule: Rule | None = None
    skills: tuple[ShownLevel, ...] = ()


def goals_present(reader: Reader) -> tuple[Present, ...]:
    """All living certifications and courses. One statement."""
    return tuple(Present(ActivityId(key), *rest) for key, *rest in reader.rows(_PRESENT))


def present_goal(
    present: Iterable[Present], kind: str, title: str, issuer: str, known: CatalogueEntry | None = None
) -> Present | None:
    """The goal of the plan that this one would double; what is under way before what is an idea.

    It has the same key, the same name or code of the same issuer, or the same web page. An issuer that is not given
    is any.
    """
    names = {(fold(title).strip(), fold(issuer).strip())}
    code, address, key = "", "", ""
    if known is not None:
        names |= {(fold(name), fold(issuer_of(known))) for name in (known.name, code_of(known))}
        code, address, key = fold(code_of(known)), same_address(known.url), known.key
    found = [
        one
        for one in present
        if one.kind == kind
        and (
            (key and one.catalogue_key == key)
            or any(_same(fold(one.title).strip(), name) and _same_issuer(one, by) for name, by in names)
            or (code and fold(one.code) == code and _same_issuer(one, fold(issuer_of(known)) if known else ""))
            or (address and same_address(one.url) == address)
        )
    ]
    return min(found, key=lambda one: one.is_idea, default=None)


def _same(text: str, other: str) -> bool:
    return bool(text) and text == other


def _same_issuer(one: Present, issuer: str) -> bool:
    own = fold(one.issuer).strip()
    return not own or not issuer or own == issuer or own == _initials(issuer) or _initials(own) == issuer


def _initials(name: str) -> str:
    """“pmi” of “project management institute”, by which many issuers go; empty for a single word."""
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def same_address(url: str) -> str:
    """What two spellings of an address have in common; empty for none."""
    parts = urlsplit(url.strip())
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}" if parts.netloc else ""


def openings(reader: Reader, activity_id: int, known: CatalogueEntry) -> tuple[Opening, ...]:
    """What the catalogue could fill in of a goal of the entry's kind: only fields that are empty.

    Skills that the plan does not have are left out. At most four statements.
    """
    kind = kind_of(known)
    record_type: type[Certification | Course] = Certification if kind is Kind.CERTIFICATION else Course
    names = ", ".join(f"d.{name}" for name in record_type._fields)
    sql = f"SELECT {names}, a.estimate_minutes FROM {kind.value} AS d JOIN activity AS a ON a.id = d.activity_id"
    rows = reader.rows(f"{sql} WHERE a.id = ?", (activity_id,))
    if not rows:
        return ()
    (*values, minutes) = rows[0]
    record = record_type._make(values)
    found = {
        field: Opening(field, columns)
        for field, columns in columns_of(known).items()
        if _is_open(record._asdict(), field, columns)
    }
    if isinstance(record, Certification):
        _fit_rule(reader, record, known, found)
    if minutes is None and effort_of(known):
        found["estimate"] = Opening("estimate", minutes=effort_of(known))
    skills = _skills(reader, activity_id, known.skills)
    if skills:
        found["skills"] = Opening("skills", skills=skills)
    return tuple(found[field] for field in _FIELDS[kind] if field in found)


def _is_open(record: Mapping[str, Any], field: str, columns: tuple[tuple[str, Any], ...]) -> bool:
    """Whether the plan says nothing there yet: no text, no number, not yes."""
    if field == "validity":
        return record["validity_months"] is None and not record["never_expires"]
    first = record[columns[0][0]]
    return first is None or first == "" or first is False or (first == 0 and field == "certificate")


def _fit_rule(reader: Reader, record: Certification, known: CatalogueEntry, found: dict[str, Opening]) -> None:
    """Offer the rule where the plan has none, as far as it does not contradict what the plan says."""
    key = record.activity_id
    never = dict(found["validity"].columns).get("never_expires") if "validity" in found else False
    if never and reader.value(_EXPIRIES, (key,)):
        del found["validity"]  # the person knows the day on which it does
    rule = rule_of(known)
    if rule is None or record.renewal_method not in ("", RenewalMethod.UNKNOWN, rule.method):
        return
    if (record.never_expires and rule.months) or reader.value(_RULED, (key,)):
        return
    if record.validity_months:
        rule = rule._replace(months=record.validity_months)
    found["renewal"] = Opening("renewal", rule=rule)
    if rule.months:
        found.pop("validity", None)  # the length of its cycle says it


def _skills(reader: Reader, activity_id: int, shown: Iterable[CatalogueSkill]) -> tuple[ShownLevel, ...]:
    levels = {skill.node: skill.level for skill in shown}
    if not levels:
        return ()
    return tuple(
        ShownLevel(SkillId(key), name, levels[node])
        for node, key, name in reader.rows(_SKILLS, (activity_id,))
        if node in levels
    )
