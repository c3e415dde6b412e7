"""Merging a set of skills into the plan: its categories, skills with their rubrics, and roles; nothing ever goes."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from planner.config.text import tr
from planner.domain.folding import fold
from planner.domain.model import Category, Profile, ProfileTarget, RubricLevel, Skill
from planner.domain.ordering import between
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.exchange.skill_set import SetCategory, SetRole, SetSkill, SkillSet, name_of, refused, text_of
from planner.services.roadmap_merge import Difference, Tally
from planner.services.rows import Rows

R = TypeVar("R", Category, Skill, Profile)
Entry = SetCategory | SetSkill | SetRole
_USUAL_WEIGHT = 1


class SkillSetMerge:
    """One merge of one set.

    What the set says wins, and what it does not speak of stays as it is. Things are found by uid, else by name without
    regard to case; what was found by its name keeps the spelling of the plan. The tally counts categories, skills and
    roles, each with all that belongs to it.
    """

    def __init__(self, rows: Rows, incoming: SkillSet) -> None:
        self._rows = rows
        self._set = incoming
        self._last: dict[tuple[type[Any], int | None], str] = {}
        self._categories: list[CategoryId] = []
        self._skills: list[SkillId] = []
        self.tally = Tally()

    def run(self) -> None:
        """Merges all of it. Raises ExchangeError where that would leave two things of one name, or is ambiguous."""
        self._merge_categories()
        self._merge_skills()
        self._merge_roles()

    # -- finding ----------------------------------------------------------------------------------------------------

    def _found_by_uid(self, row_type: type[R], entries: Sequence[Entry]) -> dict[int, R]:
        """The rows that the entries name by uid, by the places of the entries."""
        known = {row.uid: row for row in self._rows.find(row_type)}
        return {number: known[entry.uid] for number, entry in enumerate(entries) if entry.uid in known}

    def _find_by_name(
        self,
        found: dict[int, R],
        entries: Sequence[Entry],
        rows: Iterable[R],
        key_of_row: Callable[[R], Hashable],
        key_of_entry: Callable[[int], Hashable | None],
    ) -> None:
        """Adds the rows that entries without one name by a key; of several rows under one key the first."""
        taken = {row.id for row in found.values()}
        known: dict[Hashable, R] = {}
        for row in sorted(rows, key=lambda row: (row.position, row.id)):
            if row.id not in taken:
                known.setdefault(key_of_row(row), row)
        for number in range(len(entries)):
            key = None if number in found else key_of_entry(number)
            if key is not None and key in known:
                found[number] = known.pop(key)

    def _skills_found(self, rows: Sequence[Skill]) -> dict[int, Skill]:
        """The skills that the plan has already: by uid, by name in the category, by name alone if that is unique."""
        entries = self._set.skills
        found = self._found_by_uid(Skill, entries)

        def within(number: int) -> Hashable | None:
            category = entries[number].category
            return None if category is None else (self._categories[category], fold(entries[number].name))

        self._find_by_name(found, entries, rows, lambda row: (row.category_id, _word(row)), within)
        held = Counter(map(_word, rows))
        free = held - Counter(map(_word, found.values()))
        named = Counter(fold(entry.name) for number, entry in enumerate(entries) if number not in found)

        def alone(number: int) -> Hashable | None:
            word = fold(entries[number].name)
            if entries[number].category is not None:
                return word if held[word] == named[word] == 1 else None
            if free[word] > 1:
                raise refused(
                    self._set.file,
                    entries[number].where,
                    tr(
                        "the plan has several skills called “{name}”, so that a category has to be named",
                        name=entries[number].name,
                    ),
                )
            return word

        self._find_by_name(found, entries, rows, _word, alone)
        return found

    # -- merging ----------------------------------------------------------------------------------------------------

    def _merge_categories(self) -> None:
        entries, before = self._set.categories, self._rows.find(Category)
        found = self._found_by_uid(Category, entries)
        self._find_by_name(found, entries, before, _word, lambda number: fold(entries[number].name))
        for number, entry in enumerate(entries):
            row = found.get(number)
            if row is None:
                self._categories.append(self._add_category(entry.name, entry.uid))
                continue
            self._categories.append(row.id)
            changed = _named(row, entry)
            self._rows.put(changed)
            self._count(entry, ["name"] if changed != row else [])
        self._refuse_twins(before, entries, self._categories, _word, Category)

    def _add_category(self, name: str, uid: str = "") -> CategoryId:
        self.tally.new += 1
        made = Category(CategoryId(0), uid or self._rows.new_uid(), name, self._behind(Category))
        return CategoryId(self._rows.add(made))

    def _merge_skills(self) -> None:
        entries, before = self._set.skills, self._rows.find(Skill)
        found = self._skills_found(before)
        for number, entry in enumerate(entries):
            category = None if entry.category is None else self._categories[entry.category]
            row = found.get(number)
            if row is None:
                self._skills.append(self._add_skill(entry, self._other() if category is None else category))
                continue
            self._skills.append(row.id)
            changed, fields = _named(row, entry), []
            if changed != row:
                fields.append("name")
            if category is not None and category != row.category_id:
                changed = changed._replace(category_id=category, position=self._behind(Skill, category))
                fields.append("category")
            if entry.definition and entry.definition != text_of(row.definition):
                changed = changed._replace(definition=entry.definition)
                fields.append("definition")
            self._rows.put(changed)
            if self._merge_rubric(row.id, entry):
                fields.append("rubric")
            self._count(entry, fields)
        self._refuse_twins(before, entries, self._skills, lambda row: (row.category_id, _word(row)), Skill)

    def _add_skill(self, entry: SetSkill, category: CategoryId) -> SkillId:
        self.tally.new += 1
        uid, position = entry.uid or self._rows.new_uid(), self._behind(Skill, category)
        skill_id = SkillId(self._rows.add(Skill(SkillId(0), uid, category, entry.name, position, entry.definition)))
        for level, text in entry.rubric:
            self._rows.add(RubricLevel(0, skill_id, level, text))
        return skill_id

    def _other(self) -> CategoryId:
        """The category of new skills for which the file names none."""
        name = tr("Other")
        found = next((row.id for row in self._rows.find(Category) if _word(row) == fold(name)), None)
        return self._add_category(name) if found is None else found

    def _merge_rubric(self, skill_id: SkillId, entry: SetSkill) -> bool:
        """Writes the sentences that the set has for a skill of the plan, and tells whether one is another now."""
        if not entry.rubric:
            return False
        known = {row.level: row for row in self._rows.find(RubricLevel, skill_id=skill_id)}
        is_changed = False
        for level, text in entry.rubric:
            row = known.get(level)
            if row is None:
                self._rows.add(RubricLevel(0, skill_id, level, text))
            elif text_of(row.text) != text:
                self._rows.put(row._replace(text=text))
            else:
                continue
            is_changed = True
        return is_changed

    def _merge_roles(self) -> None:
        entries, before = self._set.roles, self._rows.find(Profile)
        found = self._found_by_uid(Profile, entries)
        self._find_by_name(found, entries, before, _word, lambda number: fold(entries[number].name))
        ids: list[ProfileId] = []
        for number, entry in enumerate(entries):
            row = found.get(number)
            if row is None:
                self.tally.new += 1
                uid, position = entry.uid or self._rows.new_uid(), self._behind(Profile)
                made = Profile(ProfileId(0), uid, entry.name, position, entry.summary)
                ids.append(ProfileId(self._rows.add(made)))
                self._merge_targets(ids[-1], entry)
                continue
            ids.append(row.id)
            changed, fields = _named(row, entry), []
            if changed != row:
                fields.append("name")
            if entry.summary and entry.summary != text_of(row.summary):
                changed = changed._replace(summary=entry.summary)
                fields.append("summary")
            self._rows.put(changed)
            if self._merge_targets(row.id, entry):
                fields.append("targets")
            self._count(entry, fields)
        self._refuse_twins(before, entries, ids, _word, Profile)

    def _merge_targets(self, profile_id: ProfileId, entry: SetRole) -> bool:
        """Writes what the set says that a role wants, and tells whether something is another now."""
        known = {row.skill_id: row for row in self._rows.find(ProfileTarget, profile_id=profile_id)}
        is_changed = False
        for target in entry.targets:
            skill_id = self._skills[target.skill]
            row = known.get(skill_id)
            if row is None:
                weight = target.weight or _USUAL_WEIGHT
                self._rows.add(ProfileTarget(0, profile_id, skill_id, target.level, weight))
                is_changed = True
                continue
            changed = row._replace(level=target.level, weight=target.weight or row.weight)
            is_changed = is_changed or changed != row
            self._rows.put(changed)
        return is_changed

    # -- what all have in common ------------------------------------------------------------------------------------

    def _count(self, entry: Entry, fields: list[str]) -> None:
        """Counts something that the plan had already."""
        if fields:
            self.tally.differences.append(Difference(entry.name, tuple(fields)))
        else:
            self.tally.unchanged += 1

    def _behind(self, row_type: type[R], category: CategoryId | None = None) -> str:
        """The next order key behind all rows, those of a category for skills."""
        key = row_type, category
        if key not in self._last:
            rows = self._rows.find(row_type) if category is None else self._rows.find(row_type, category_id=category)
            self._last[key] = max((row.position for row in rows), default="")
        self._last[key] = between(self._last[key], None)
        return self._last[key]

    def _refuse_twins(
        self,
        before: Iterable[R],
        entries: Sequence[Entry],
        ids: Sequence[int],
        key_of: Callable[[R], Hashable],
        row_type: type[R],
    ) -> None:
        """Refuses a set that would give one thing the name of another; twins that the plan had before may stay."""
        keys: dict[int, Hashable] = {row.id: key_of(row) for row in before}
        rows: dict[int, R] = {row.id: row for row in self._rows.find(row_type)}
        held = Counter(map(key_of, rows.values()))
        for entry, row_id in zip(entries, ids, strict=True):
            key = key_of(rows[row_id])
            if held[key] > 1 and keys.get(row_id) != key:
                raise refused(
                    self._set.file,
                    entry.where,
                    tr("the plan has another “{name}” already, which would then be there twice", name=entry.name),
                )


def _word(row: Category | Skill | Profile) -> str:
    """What two spellings of the name of a row have in common."""
    return fold(name_of(row.name))


def _named(row: R, entry: Entry) -> R:
    """The row under the name that the set gives it; what was found by its name alone keeps its spelling."""
    if row.uid == entry.uid and name_of(row.name) != entry.name:
        return row._replace(name=entry.name)
    return row
