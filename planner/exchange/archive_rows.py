"""The rows that an archive holds, table by table, as they lie in a library."""

from typing import NamedTuple

from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Assessment,
    Attachment,
    Budget,
    Category,
    Certification,
    ChecklistItem,
    Course,
    Credit,
    CreditClaim,
    Deadline,
    Event,
    Exam,
    Expense,
    ImportMemory,
    Link,
    PersonMet,
    Profile,
    ProfileTarget,
    Reminder,
    Renewal,
    RenewalRule,
    Roadmap,
    RubricLevel,
    RuleCategory,
    Setting,
    Skill,
    Step,
    StudySession,
    Submission,
    Tag,
    TemplateNode,
)


class SequenceRow(NamedTuple):
    """One line of the export ledger: what calendar files last said of one thing.

    ``digest`` is the digest of its content in hexadecimal digits, ``stamp`` the instant of DTSTAMP and LAST-MODIFIED.
    """

    uid: str
    sequence: int
    recurrence_id: str = ""
    digest: str = ""
    stamp: str = ""
    what: str = ""
    kind: str = ""
    status: str = ""
    summary: str = ""
    starts: str = ""
    ends: str = ""
    zone: str = ""
    cancelled_at: str | None = None


class FileBytes(NamedTuple):
    """The bytes of kept files, under the digest by which attachments name them."""

    digest: str
    data: bytes


class LibraryRows(NamedTuple):
    """Every row of a library that an archive carries: one field for each table, under the table's name.

    ``files`` are the bytes that the attachments name. They may be large: who does not write or read a whole archive
    leaves them out.
    """

    roadmap: tuple[Roadmap, ...] = ()
    step: tuple[Step, ...] = ()
    activity: tuple[Activity, ...] = ()
    certification: tuple[Certification, ...] = ()
    course: tuple[Course, ...] = ()
    event: tuple[Event, ...] = ()
    deadline: tuple[Deadline, ...] = ()
    reminder: tuple[Reminder, ...] = ()
    checklist_item: tuple[ChecklistItem, ...] = ()
    link: tuple[Link, ...] = ()
    tag: tuple[Tag, ...] = ()
    activity_tag: tuple[ActivityTag, ...] = ()
    category: tuple[Category, ...] = ()
    skill: tuple[Skill, ...] = ()
    rubric_level: tuple[RubricLevel, ...] = ()
    assessment: tuple[Assessment, ...] = ()
    profile: tuple[Profile, ...] = ()
    profile_target: tuple[ProfileTarget, ...] = ()
    activity_skill: tuple[ActivitySkill, ...] = ()
    study_session: tuple[StudySession, ...] = ()
    submission: tuple[Submission, ...] = ()
    person_met: tuple[PersonMet, ...] = ()
    exam: tuple[Exam, ...] = ()
    expense: tuple[Expense, ...] = ()
    budget: tuple[Budget, ...] = ()
    renewal_rule: tuple[RenewalRule, ...] = ()
    rule_category: tuple[RuleCategory, ...] = ()
    renewal: tuple[Renewal, ...] = ()
    credit: tuple[Credit, ...] = ()
    credit_claim: tuple[CreditClaim, ...] = ()
    attachment: tuple[Attachment, ...] = ()
    template_node: tuple[TemplateNode, ...] = ()
    import_memory: tuple[ImportMemory, ...] = ()
    setting: tuple[Setting, ...] = ()
    sequences: tuple[SequenceRow, ...] = ()
    files: tuple[FileBytes, ...] = ()
