"""The words of tables: names of columns of ours and of common tools, and synonyms of statuses, priorities and kinds."""

from typing import Final

from planner.domain.folding import fold
from planner.domain.words import Kind, Priority, Status

FIELDS: Final = (
    "uid",
    "id",
    "title",
    "kind",
    "status",
    "state",
    "roadmap",
    "step",
    "core",
    "priority",
    "due",
    "starts",
    "ends",
    "zone",
    "place",
    "estimate",
    "started_on",
    "completed_on",
    "tags",
    "url",
    "outcome",
    "notes",
    "checklist",
)
"""What a column may hold."""

DATES: Final = ("due", "starts", "ends", "started_on", "completed_on")
"""The fields that hold dates."""

_NAMES: Final = {
    "uid": ("uid",),
    "id": ("id", "issue key", "key", "card id", "task id", "issue id", "#", "no", "no.", "nr", "number", "guid"),
    "title": (
        "title", "name", "task", "task name", "content", "summary", "card name", "card title", "topic", "activity",
        "item", "subject", "what", "course", "skill", "course name", "resource name", "lesson", "to do",
    ),
    "kind": ("kind", "type", "issue type", "resource type", "activity type", "item type"),
    "status": (
        "status", "progress", "done", "done?", "completed", "completed?", "complete", "finished", "is done",
        "task status", "issue status", "due complete", "checkbox", "% complete", "percent complete", "stage",
    ),
    "state": ("state",),
    "roadmap": ("roadmap", "project", "project name", "board", "board name", "track", "learning path", "goal"),
    "step": (
        "step", "section", "section name", "list", "list name", "phase", "module", "week", "milestone", "sprint",
        "epic", "epic name", "epic link", "category", "bucket", "bucket name", "area", "chapter", "unit", "group",
        "parent", "month", "quarter",
    ),
    "core": ("core", "required", "mandatory", "must"),
    "priority": ("priority", "prio", "importance", "urgency"),
    "due": ("due", "due date", "deadline", "due by", "target date", "finish by", "date", "duedate", "when", "target"),
    "starts": ("starts", "start", "start date", "begin", "begins", "from", "start time"),
    "ends": ("ends", "end", "end date", "finish", "until", "to", "finish date", "end time"),
    "zone": ("zone", "timezone", "time zone"),
    "place": ("place", "location", "venue", "where", "city"),
    "estimate": (
        "estimate", "estimate minutes", "duration", "time", "hours", "minutes", "effort", "original estimate",
        "estimated time", "estimated hours", "time estimate", "est. hours", "est hours", "length", "estimation",
    ),
    "started_on": ("started on", "started", "date started", "started at"),
    "completed_on": (
        "completed on", "completion date", "date completed", "completed date", "completed at", "done on", "resolved",
        "finished on", "date finished", "closed at", "completed time",
    ),
    "tags": ("tags", "labels", "label", "tag", "keywords", "topics"),
    "url": ("url", "link", "links", "resource", "resource url", "website", "card url", "source", "resource link"),
    "outcome": ("outcome", "result", "takeaway", "what i learned"),
    "notes": ("notes", "note", "description", "card description", "comments", "comment", "details", "remarks", "body"),
    "checklist": ("checklist", "subtasks", "checklists", "checklist items"),
}  # fmt: skip

def _squeezed(text: str) -> str:
    """A word without regard to case, blanks, hyphens and lines below, which tools write as they like."""
    return "".join(char for char in fold(text) if char not in " -_*\t\n")


_FIELD_OF: Final = {_squeezed(name): field for field, names in _NAMES.items() for name in names}

_STATUSES: Final = {
    Status.DONE: (
        "done", "complete", "completed", "finished", "closed", "resolved", "x", "yes", "y", "true", "1", "checked", "✓",
        "✔", "✅", "☑", "passed", "attended", "read", "learned", "100%", "ok",
    ),
    Status.IN_PROGRESS: (
        "in progress", "doing", "started", "ongoing", "learning", "wip", "active",
        "in review", "review", "in development", "reading", "current", "working", "working on it", "attending",
    ),
    Status.SKIPPED: (
        "skipped", "skip", "cancelled", "canceled", "dropped", "won't do", "wont do", "won't fix", "wontfix",
        "rejected", "declined", "obsolete", "abandoned", "n/a", "duplicate",
    ),
    Status.PLANNED: (
        "planned", "to do", "open", "backlog", "not started", "new", "pending", "next", "later",
        "waiting", "blocked", "on hold", "ready", "selected for development", "no", "n", "false", "0", "0%", "☐",
        "unchecked", "incomplete", "idea", "wishlist", "not yet",
    ),
}  # fmt: skip
_STATUS_OF: Final = {_squeezed(word): status for status, words in _STATUSES.items() for word in words}

_PRIORITIES: Final = {
    Priority.HIGH: (
        "high",
        "highest",
        "urgent",
        "critical",
        "blocker",
        "major",
        "must",
        "must have",
        "p0",
        "p1",
        "1",
        "a",
    ),
    Priority.MEDIUM: ("medium", "normal", "med", "moderate", "should", "should have", "p2", "2", "b"),
    Priority.LOW: ("low", "lowest", "minor", "trivial", "could", "could have", "nice to have", "p3", "3", "c"),
    Priority.NONE: ("none", "no priority", "p4", "4", "0"),
}
_PRIORITY_OF: Final = {_squeezed(word): priority for priority, words in _PRIORITIES.items() for word in words}

_KINDS: Final = {
    Kind.TOPIC: (
        "topic",
        "task",
        "story",
        "bug",
        "epic",
        "sub-task",
        "subtask",
        "concept",
        "skill",
        "lesson",
        "subtopic",
    ),
    Kind.COURSE: ("course", "video", "tutorial", "mooc", "training", "class", "playlist", "lecture"),
    Kind.CERTIFICATION: ("certification", "certificate", "exam", "cert"),
    Kind.PROJECT: ("project", "build", "portfolio"),
    Kind.EVENT: ("event", "conference", "meetup", "workshop", "hackathon", "webinar"),
    Kind.READING: ("reading", "book", "article", "paper", "blog", "documentation", "docs", "read"),
    Kind.COMMUNITY: ("community", "networking", "forum"),
    Kind.MENTORING: ("mentoring", "mentor", "coaching"),
    Kind.EXPERIMENT: ("experiment", "practice", "exercise", "lab", "kata"),
}
_KIND_OF: Final = {_squeezed(word): kind for kind, words in _KINDS.items() for word in words}


def field_of(name: str) -> str:
    """What a column of this name holds; empty if the name says nothing."""
    word = _squeezed(name[:100])
    found = _FIELD_OF.get(word) or _FIELD_OF.get(word.partition("(")[0])
    return found or ""


def status_of(text: str) -> Status | None:
    """The status that a word or a percentage means; None if none does."""
    word = _squeezed(text[:60])
    if word in _STATUS_OF:
        return _STATUS_OF[word]
    digits = word.removesuffix("%")
    if word.endswith("%") and digits.isascii() and digits.isdigit() and len(digits) <= 3:
        return Status.DONE if int(digits) >= 100 else Status.IN_PROGRESS if int(digits) else Status.PLANNED
    return None


def priority_of(text: str) -> Priority | None:
    """The priority that a word, a number (1 is the highest) or exclamation marks mean; None if none does."""
    word = _squeezed(text[:60])
    if word and not word.strip("!"):
        return Priority(min(len(word), 3))
    return _PRIORITY_OF.get(word)


def kind_of(text: str) -> Kind | None:
    """The kind that a word means; None if none does."""
    return _KIND_OF.get(_squeezed(text[:60]))
