"""Sets of skills for tests: any that a plan could hold, and ways to compare them."""

from typing import Any

from hypothesis import strategies as st

from planner.domain.folding import fold
from planner.exchange.skill_set import SetMaker, SkillSet, name_of

_TEXTS = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "'=x", "-", "@a", "a,b;c|d\te", 'say "so"', "two\nlines", "½", " "]
)
_NAMES = _TEXTS.filter(lambda text: bool(name_of(text)))
_LEVELS = st.integers(0, 10).map(lambda halves: halves / 2)


def _unique(number: int, name: str, taken: set[str]) -> str:
    """The name, with a number behind it where it stands there already."""
    line = name_of(name)
    while fold(line) in taken:
        line = f"{line} {number}"
    taken.add(fold(line))
    return line


@st.composite
def skill_sets(draw: st.DrawFn, *, for_table: bool = False) -> SkillSet:
    """Any set that a plan could hold, with all of it in the order of the plan.

    ``for_table`` leaves out what has no place in a table: uids but for those of skills, summaries, empty categories.
    """
    maker = SetMaker("any")
    skills: list[int] = []
    taken: set[str] = set()
    count = 0
    for number, name in enumerate(draw(st.lists(_NAMES, max_size=3))):
        within: set[str] = set()
        names = draw(st.lists(_NAMES, min_size=1 if for_table else 0, max_size=3))
        uid = "" if for_table else draw(st.sampled_from(["", f"category-{number}"]))
        category = maker.category(_unique(number, name, taken), _nowhere, uid=uid)
        for each in names:
            count += 1
            uid = draw(st.sampled_from(["", f"skill-{count}"]))
            skill = maker.skill(_unique(count, each, within), category, _nowhere, definition=draw(_TEXTS), uid=uid)
            skills.append(skill)
            for level, text in draw(st.dictionaries(st.integers(0, 5), _TEXTS, max_size=6)).items():
                maker.sentence(skill, level, text, "")
    roles: set[str] = set()
    for number, name in enumerate(draw(st.lists(_NAMES, max_size=3))):
        summary, uid = ("", "") if for_table else (draw(_TEXTS), draw(st.sampled_from(["", f"role-{number}"])))
        role = maker.role(_unique(number, name, roles), _nowhere, summary=summary, uid=uid)
        for skill in draw(st.sets(st.sampled_from(skills), max_size=4)) if skills else ():
            maker.target(role, skill, draw(_LEVELS), draw(st.sampled_from([None, 1, 2, 3])), _nowhere)
    return maker.whole()


def _nowhere(_field: str) -> str:
    return ""


def said(skills: SkillSet) -> Any:
    """All that a set says, without the places in the file."""
    categories, entries, roles = (
        tuple(each._replace(where="") for each in group) for group in (skills.categories, skills.skills, skills.roles)
    )
    return categories, entries, roles
