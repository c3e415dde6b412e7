"""The tables of a library, one for each type of :mod:`planner.domain.model`."""

from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, get_args

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_mock_engine,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from planner.domain import model

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_COLUMN_TYPES: Final[dict[type, type[TypeEngine[Any]]]] = {bool: Boolean, int: Integer, float: Float, str: Text}

_BEGIN_AN_INDEX: Final = frozenset(
    {("activity", "step_id"), ("deadline", "activity_id"), ("study_session", "activity_id")}
)
"""References that need no index of their own."""


def _column(name: str, hint: Any, target: str | None, *, index: bool) -> Column[Any]:
    """Derives a column from a field: its type, whether it may be NULL, and the table it points at.

    ``index`` gives a reference an index of its own, which it needs unless another one begins with it.
    """
    nullable = isinstance(hint, UnionType) or NoneType in get_args(hint)
    bare = next((a for a in get_args(hint) if a is not NoneType), hint) if nullable else hint
    bare = getattr(bare, "__supertype__", bare)
    if name == "id":
        return Column(name, Integer, primary_key=True)
    if target is not None:
        return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=nullable, index=index)
    return Column(name, _COLUMN_TYPES[bare](), nullable=nullable)


def _table(row_type: type[tuple[Any, ...]], name: str, *items: SchemaItem, **references: str) -> Table:
    columns = [
        _column(field, hint, references.get(field), index=(name, field) not in _BEGIN_AN_INDEX)
        for field, hint in row_type.__annotations__.items()
    ]
    names_itself = row_type not in (model.TemplateNode, model.ImportMemory)  # their ``uid`` is another row's
    unique = [UniqueConstraint("uid")] if names_itself and any(column.name == "uid" for column in columns) else []
    return Table(name, metadata, *columns, *unique, *items, sqlite_autoincrement=True)


roadmap = _table(model.Roadmap, "roadmap")
step = _table(model.Step, "step", roadmap_id="roadmap")
activity = _table(
    model.Activity,
    "activity",
    # Covers what a lane of the board counts, sums and sorts; it begins with what a column is found and ordered by.
    Index(
        "ix_activity_lane",
        "step_id",
        "status",
        "position",
        "trashed_at",
        "archived_at",
        "core",
        "kind",
        "cadence_count",
        "estimate_minutes",
        "picked_week",
        "completed_on",
    ),
    Index("ix_activity_archived_at", "archived_at", sqlite_where=text("archived_at IS NOT NULL")),
    Index("ix_activity_cadence_count", "cadence_count", sqlite_where=text("cadence_count > 0")),
    Index("ix_activity_kind_status", "kind", "status", "completed_on", "trashed_at"),
    Index("ix_activity_picked_week", "picked_week", sqlite_where=text("picked_week IS NOT NULL")),
    Index("ix_activity_trashed_at", "trashed_at", sqlite_where=text("trashed_at IS NOT NULL")),
    step_id="step",
)
certification = _table(
    model.Certification,
    "certification",
    UniqueConstraint("activity_id"),
    Index("ix_certification_state", "state", "activity_id"),
    activity_id="activity",
)
course = _table(
    model.Course,
    "course",
    UniqueConstraint("activity_id"),
    Index("ix_course_state", "state", "activity_id"),
    activity_id="activity",
)
event = _table(
    model.Event,
    "event",
    UniqueConstraint("activity_id"),
    Index("ix_event_starts", "starts"),
    # A window of days is found by what starts in its year, and by the few that began in a year before.
    Index("ix_event_over_new_year", "ends", sqlite_where=text("substr(ends, 1, 4) > substr(starts, 1, 4)")),
    Index("ix_event_listed", "activity_id", sqlite_where=text("state = 'listed'")),
    # What recurs may have begun long before the days that it is looked for in.
    Index("ix_event_recurs", "starts", sqlite_where=text("rrule <> '' OR rdate <> ''")),
    Index("ix_event_series_uid", "series_uid", sqlite_where=text("series_uid <> ''")),
    activity_id="activity",
)
deadline = _table(
    model.Deadline,
    "deadline",
    Index("ix_deadline_kind", "activity_id", "kind", "on_date", "at_utc"),
    Index("ix_deadline_on_date", "on_date"),
    Index("ix_deadline_at_utc", "at_utc"),
    CheckConstraint("(on_date IS NULL) <> (at_utc IS NULL)", name="one_moment"),
    activity_id="activity",
)
reminder = _table(model.Reminder, "reminder", activity_id="activity", deadline_id="deadline")
checklist_item = _table(model.ChecklistItem, "checklist_item", activity_id="activity")
link = _table(model.Link, "link", activity_id="activity")
tag = Table(
    "tag",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("name", Text(collation="NOCASE"), nullable=False),
    UniqueConstraint("uid"),
    UniqueConstraint("name"),
    sqlite_autoincrement=True,
)
activity_tag = _table(
    model.ActivityTag,
    "activity_tag",
    UniqueConstraint("activity_id", "tag_id"),
    activity_id="activity",
    tag_id="tag",
)
category = _table(model.Category, "category")
skill = _table(model.Skill, "skill", category_id="category")
rubric_level = _table(model.RubricLevel, "rubric_level", UniqueConstraint("skill_id", "level"), skill_id="skill")
assessment = _table(
    model.Assessment,
    "assessment",
    Index("ix_assessment_skill_on_date", "skill_id", "on_date"),
    CheckConstraint("level BETWEEN 0 AND 5", name="level"),
    skill_id="skill",
)
profile = _table(model.Profile, "profile")
profile_target = _table(
    model.ProfileTarget,
    "profile_target",
    UniqueConstraint("profile_id", "skill_id"),
    profile_id="profile",
    skill_id="skill",
)
activity_skill = _table(
    model.ActivitySkill,
    "activity_skill",
    UniqueConstraint("activity_id", "skill_id"),
    # The highest level that done work shows is found from above, without a look at all work.
    Index("ix_activity_skill_level", "skill_id", "level"),
    activity_id="activity",
    skill_id="skill",
)
study_session = _table(
    model.StudySession,
    "study_session",
    Index("ix_study_session_starts", "starts"),
    Index("ix_study_session_minutes", "activity_id", "planned", "minutes"),
    activity_id="activity",
)
submission = _table(model.Submission, "submission", activity_id="activity")
person_met = _table(model.PersonMet, "person_met", activity_id="activity", deadline_id="deadline")
exam = _table(
    model.Exam, "exam", UniqueConstraint("deadline_id"), activity_id="activity", deadline_id="deadline"
)
expense = _table(
    model.Expense, "expense", Index("ix_expense_on_date", "on_date"), activity_id="activity", exam_id="exam"
)
budget = _table(model.Budget, "budget", UniqueConstraint("activity_id"), activity_id="activity")
renewal_rule = _table(model.RenewalRule, "renewal_rule", UniqueConstraint("activity_id"), activity_id="activity")
rule_category = _table(
    model.RuleCategory, "rule_category", UniqueConstraint("activity_id", "name"), activity_id="activity"
)
renewal = _table(model.Renewal, "renewal", activity_id="activity")
credit = _table(
    model.Credit, "credit", CheckConstraint("amount > 0", name="amount"), activity_id="activity"
)
credit_claim = _table(
    model.CreditClaim,
    "credit_claim",
    UniqueConstraint("credit_id", "activity_id"),
    activity_id="activity",
    credit_id="credit",
)
attachment = _table(
    model.Attachment,
    "attachment",
    Index("ix_attachment_digest", "digest"),
    CheckConstraint("(activity_id IS NULL) + (credit_id IS NULL) + (claim_id IS NULL) = 2", name="one_owner"),
    activity_id="activity",
    credit_id="credit",
    claim_id="credit_claim",
)
template_node = _table(model.TemplateNode, "template_node", UniqueConstraint("template", "node"))
import_memory = _table(
    model.ImportMemory, "import_memory", UniqueConstraint("source", "key"), Index("ix_import_memory_uid", "uid")
)
setting = _table(model.Setting, "setting", UniqueConstraint("key"))

TABLES: Final[dict[type[Any], Table]] = {
    model.Roadmap: roadmap,
    model.Step: step,
    model.Activity: activity,
    model.Certification: certification,
    model.Course: course,
    model.Event: event,
    model.Deadline: deadline,
    model.Reminder: reminder,
    model.ChecklistItem: checklist_item,
    model.Link: link,
    model.Tag: tag,
    model.ActivityTag: activity_tag,
    model.Category: category,
    model.Skill: skill,
    model.RubricLevel: rubric_level,
    model.Assessment: assessment,
    model.Profile: profile,
    model.ProfileTarget: profile_target,
    model.ActivitySkill: activity_skill,
    model.StudySession: study_session,
    model.Submission: submission,
    model.PersonMet: person_met,
    model.Exam: exam,
    model.Expense: expense,
    model.Budget: budget,
    model.RenewalRule: renewal_rule,
    model.RuleCategory: rule_category,
    model.Renewal: renewal,
    model.Credit: credit,
    model.CreditClaim: credit_claim,
    model.Attachment: attachment,
    model.TemplateNode: template_node,
    model.ImportMemory: import_memory,
    model.Setting: setting,
}
"""The table of each row type. The order is parents first, so that rows can be written in it and removed in reverse."""

# What follows lies outside the journal: the journal itself, the bytes of files, and what exports have said.

journal_step = Table(
    "journal_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("merge_key", Text),
    Column("undone", Boolean, nullable=False),
    # Rises with each do, undo and redo, so that another process can tell which steps moved since it last looked.
    Column("touched", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    sqlite_autoincrement=True,
)
journal_row = Table(
    "journal_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", Integer, ForeignKey("journal_step.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
)
# The bytes of attachments: kept while an attachment or a step of the journal names their digest.
blob = Table(
    "blob",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
export_ledger = Table(
    "export_ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False),
    Column("recurrence_id", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("stamp", Text, nullable=False),
    # What a cancellation needs once the row itself is gone, and what decides whether a filter would have held it.
    Column("what", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("starts", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("cancelled_at", Text),
    UniqueConstraint("uid", "recurrence_id"),
)
export_text = Table(
    "export_text",
    metadata,
    Column("ledger_id", Integer, ForeignKey("export_ledger.id"), primary_key=True),
    Column("options", Text, primary_key=True),
    Column("text", Text, nullable=False),
)


@cache
def _statements() -> tuple[str, ...]:
    """What makes the tables and indexes of an empty library, compiled once."""
    found: list[str] = []
    dialect = sqlite.dialect()
    engine = create_mock_engine("sqlite://", lambda made, *_, **__: found.append(str(made.compile(dialect=dialect))))
    metadata.create_all(engine, checkfirst=False)
    return tuple(found)


def create_tables(connection: Connection) -> None:
    """Makes the tables and indexes of an empty library."""
    for statement in _statements():
        connection.exec_driver_sql(statement)
