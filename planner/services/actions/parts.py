"""The small parts of an activity: checklist, links, skills that it shows, and the time spent on it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from planner.config.text import tr
from planner.domain.addresses import URL_MAX, is_address
from planner.domain.errors import InvalidInputError
from planner.domain.levels import check_level
from planner.domain.limits import SESSION_MAX
from planner.domain.model import ActivitySkill, ChecklistItem, Link, Skill, StudySession
from planner.domain.ordering import between
from planner.domain.words import ActivityId, SkillId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import completion_key
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class AddChecklistItem(Action):
    """Adds a line at the end of the checklist."""

    activity_id: ActivityId
    text: str

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        text = common.one_line(self.text, tr("line"), limit=1000, required=True)
        last = max((item.position for item in tx.find(ChecklistItem, activity_id=row.id)), default=None)
        tx.add(ChecklistItem(0, tx.new_uid(), row.id, text, done=False, position=between(last, None)))
        return tr("Add “{text}” to the checklist of “{title}”", text=text, title=row.title)


@dataclass(frozen=True, slots=True)
class EditChecklistItem(Action):
    """Rewords a line (``text``), ticks it (``done``), or moves it in front of the line ``before`` (0: to the end)."""

    item_id: int
    text: str | None = None
    done: bool | None = None
    before: int | None = None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        item = tx.get(ChecklistItem, self.item_id)
        row = common.editable(tx, item.activity_id)
        if self.text is not None:
            item = item._replace(text=common.one_line(self.text, tr("line"), limit=1000, required=True))
        if self.done is not None:
            item = item._replace(done=self.done)
        if self.before is not None:
            others = [(other.id, other.position) for other in tx.find(ChecklistItem, activity_id=row.id)]
            others.remove((item.id, item.position))
            (position,) = common.place_among(tx, ChecklistItem, others, self.before)
            item = item._replace(position=position)
        tx.put(item)
        if self.done is not None:
            return tr("Tick “{text}”", text=item.text) if self.done else tr("Untick “{text}”", text=item.text)
        return tr("Edit the checklist of “{title}”", title=row.title)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"checklist:{self.item_id}:{self.visit}"


@dataclass(frozen=True, slots=True)
class RemoveChecklistItem(Action):
    """Removes a line of a checklist."""

    item_id: int

    def apply(self, tx: Transaction) -> str:
        item = tx.get(ChecklistItem, self.item_id)
        common.editable(tx, item.activity_id)
        tx.remove(ChecklistItem, item.id)
        return tr("Remove “{text}” from the checklist", text=item.text)


def web_address(text: str) -> str:
    """An http, https or mailto address; a bare host gets https. Raises InvalidInputError for anything else."""
    url = common.one_line(text, tr("address"), limit=URL_MAX, required=True)
    whole = f"https://{url}" if "." in url and is_address(f"https://{url}") and not urlsplit(url).scheme else url
    if is_address(whole):
        return whole
    raise InvalidInputError(
        tr("“{url}” is not a web or mail address. Start it with https:// or mailto:.", url=text[:200])
    )


@dataclass(frozen=True, slots=True)
class PutLink(Action):
    """Adds a link (``link_id`` None) or changes one."""

    activity_id: ActivityId
    url: str
    title: str = ""
    link_id: int | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        url, title = web_address(self.url), common.one_line(self.title, tr("title"))
        if self.link_id is None:
            last = max((found.position for found in tx.find(Link, activity_id=row.id)), default=None)
            tx.add(Link(0, tx.new_uid(), row.id, url, title, between(last, None)))
            return tr("Add a link to “{title}”", title=row.title)
        tx.put(tx.get(Link, self.link_id)._replace(url=url, title=title))
        return tr("Change a link of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class RemoveLink(Action):
    """Removes a link."""

    link_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Link, self.link_id)
        row = common.editable(tx, found.activity_id)
        tx.remove(Link, found.id)
        return tr("Remove a link from “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class SetActivitySkill(Action):
    """Says that an activity shows a skill at a level (halves, 0 to 5), or with None that it does not.

    ``visit`` names the completion that it joins as one undo step.
    """

    activity_id: ActivityId
    skill_id: SkillId
    level: float | None
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        skill = tx.get(Skill, self.skill_id)
        found = tx.one(ActivitySkill, activity_id=row.id, skill_id=skill.id)
        if self.level is None:
            if found is not None:
                tx.remove(ActivitySkill, found.id)
            return tr("Unlink “{skill}” from “{title}”", skill=skill.name, title=row.title)
        level = check_level(self.level)
        if found is None:
            tx.add(ActivitySkill(0, row.id, skill.id, level))
        else:
            tx.put(found._replace(level=level))
        if self.visit is not None:
            return tr("Say what “{title}” shows", title=row.title)
        return tr("Link “{skill}” to “{title}”", skill=skill.name, title=row.title)

    @property
    def merge_key(self) -> str | None:
        return completion_key(self.visit)


@dataclass(frozen=True, slots=True)
class LogTime(Action):
    """Logs minutes spent on an activity on a day (today by default)."""

    activity_id: ActivityId
    minutes: int
    on: str | None = None
    note: str = ""

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        if not 1 <= common.whole_number(self.minutes) <= SESSION_MAX:
            raise InvalidInputError(tr("Log between 1 minute and 24 hours at a time."))
        day = common.day_given(tx, self.on)
        note = common.one_line(self.note, tr("note"), limit=1000)
        tx.add(StudySession(0, tx.new_uid(), row.id, day, self.minutes, note=note))
        return tr("Log time on “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class RemoveSession(Action):
    """Removes a study session."""

    session_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.get(StudySession, self.session_id)
        row = common.editable(tx, found.activity_id)
        tx.remove(StudySession, found.id)
        return tr("Remove logged time from “{title}”", title=row.title)
