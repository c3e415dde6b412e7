"""A library with something in each field of each table, and which part of an archive carries which row."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, get_args, get_type_hints

import msgspec

from planner.domain import model
from planner.domain.words import (
    ActivityId,
    CategoryId,
    ClaimId,
    CreditId,
    DeadlineId,
    ExamId,
    ProfileId,
    RoadmapId,
    SkillId,
    StepId,
    TagId,
)
from planner.exchange import archive_event_format, archive_format, archive_goal_format
from planner.exchange.archive import LibraryRows, SequenceRow
from planner.exchange.archive_rows import FileBytes

FILES = tuple(FileBytes(sha256(data).hexdigest(), data) for data in (b"%PDF-1.7\n", b"\x00" * 4, "größer".encode()))
"""The bytes that the sample keeps, each of another length."""

PARTS: dict[type[Any], tuple[type[msgspec.Struct] | None, dict[str, str]]] = {
    model.Roadmap: (archive_format.ArchivedRoadmap, {}),
    model.Step: (archive_format.ArchivedStep, {"roadmap_id": "inside"}),
    model.Activity: (archive_format.ArchivedActivity, {"step_id": "step"}),
    model.Certification: (archive_format.ArchivedCertification, {"activity_id": "inside"}),
    model.Course: (archive_format.ArchivedCourse, {"activity_id": "inside"}),
    model.Event: (archive_format.ArchivedEvent, {"activity_id": "inside"}),
    model.Deadline: (archive_format.ArchivedDeadline, {"activity_id": "inside"}),
    model.Reminder: (archive_format.ArchivedReminder, {"activity_id": "inside", "deadline_id": "inside"}),
    model.ChecklistItem: (archive_format.ArchivedChecklistItem, {"activity_id": "inside"}),
    model.Link: (archive_format.ArchivedLink, {"activity_id": "inside"}),
    model.Tag: (archive_format.ArchivedTag, {}),
    model.ActivityTag: (None, {"activity_id": "inside", "tag_id": "tags"}),
    model.Category: (archive_format.ArchivedCategory, {}),
    model.Skill: (archive_format.ArchivedSkill, {"category_id": "category"}),
    model.RubricLevel: (archive_format.ArchivedRubricLevel, {"skill_id": "inside"}),
    model.Assessment: (archive_format.ArchivedAssessment, {"skill_id": "inside"}),
    model.Profile: (archive_format.ArchivedProfile, {}),
    model.ProfileTarget: (archive_format.ArchivedTarget, {"profile_id": "inside", "skill_id": "skill"}),
    model.ActivitySkill: (archive_format.ArchivedActivitySkill, {"activity_id": "inside", "skill_id": "skill"}),
    model.StudySession: (archive_format.ArchivedSession, {"activity_id": "inside"}),
    model.Submission: (archive_event_format.ArchivedSubmission, {"activity_id": "inside"}),
    model.PersonMet: (
        archive_event_format.ArchivedPerson, {"activity_id": "inside", "deadline_id": "follow_up"}
    ),
    model.Exam: (archive_goal_format.ArchivedExam, {"activity_id": "inside", "deadline_id": "deadline"}),
    model.Expense: (archive_goal_format.ArchivedExpense, {"activity_id": "inside", "exam_id": "exam"}),
    model.Budget: (archive_goal_format.ArchivedBudget, {"activity_id": "inside"}),
    model.RenewalRule: (archive_goal_format.ArchivedRenewalRule, {"activity_id": "inside"}),
    model.RuleCategory: (archive_goal_format.ArchivedRuleCategory, {"activity_id": "inside"}),
    model.Renewal: (archive_goal_format.ArchivedRenewal, {"activity_id": "inside"}),
    model.Credit: (archive_goal_format.ArchivedCredit, {"activity_id": "activity"}),
    model.CreditClaim: (
        archive_goal_format.ArchivedClaim, {"credit_id": "inside", "activity_id": "certification"}
    ),
    model.Attachment: (
        archive_goal_format.ArchivedAttachment,
        {"activity_id": "inside", "credit_id": "inside", "claim_id": "inside"},
    ),
    model.TemplateNode: (archive_format.ArchivedTemplateNode, {}),
    model.ImportMemory: (archive_format.ArchivedImportMemory, {}),
    model.Setting: (None, {"key": "the key", "value": "the value"}),
    SequenceRow: (archive_format.ArchivedSequence, {}),
}


def _row(row_type: Callable[..., Any], **values: Any) -> Any:
    """A row in which every field differs from its default, so that none can be lost unseen."""
    hints = get_type_hints(row_type)
    made: dict[str, Any] = {}
    for number, (name, hint) in enumerate(hints.items()):
        kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not type(None)]
        base = getattr(kinds[0], "__supertype__", kinds[0])
        made[name] = {int: number + 2, float: 1.5, bool: True, str: f"{name} ü"}[base]
    return row_type(**{**made, **values})


def full_library() -> LibraryRows:
    """One row of each table, two where the order matters, with nothing left at its default."""
    activity, held, skill = ActivityId(31), ActivityId(33), SkillId(61)
    folds = {"start_fold": 1, "end_fold": 1}
    return LibraryRows(
        roadmap=(_row(model.Roadmap, id=1, uid="r1", position="V"),),
        step=(
            _row(model.Step, id=12, uid="s2", roadmap_id=RoadmapId(1), position="a"),
            _row(model.Step, id=11, uid="s1", roadmap_id=RoadmapId(1), position="B"),
        ),
        activity=(
            _row(
                model.Activity, id=activity, uid="a2", kind="event", status="done", step_id=StepId(12), core=False,
                position="W", priority=3, picked_week="2026-05-04", started_on="2026-05-01", completed_on="2026-05-06",
                created_at="2026-05-01T10:00:00Z", trashed_at="2026-06-01T10:00:00Z",
                archived_at="2026-05-20T10:00:00Z",
            ),
            model.Activity(ActivityId(32), "a1", "Bare"),
            model.Activity(held, "a3", "Held", kind="certification", status="done"),
            model.Activity(ActivityId(34), "a4", "Taught", kind="course"),
        ),
        certification=(
            _row(model.Certification, id=1, activity_id=held, state="passed", issued_on="2026-05-01",
                 facts_checked_on="2026-05-02"),
        ),
        course=(
            _row(model.Course, id=1, activity_id=ActivityId(34), state="enrolled", facts_checked_on="2026-05-02"),
        ),
        event=(
            _row(model.Event, id=1, activity_id=activity, state="attended", event_type="hackathon", origin="listed",
                 starts="2026-10-25T02:30:00", ends="2026-10-25T02:30:00", zone="Europe/Berlin",
                 starts_utc="2026-10-25T01:30:00Z", ends_utc="2026-10-25T01:30:00Z", format="hybrid",
                 expected="2026-11", **folds),
        ),
        deadline=(
            model.Deadline(DeadlineId(42), "d2", activity, "exam", "2026-05-06", None, "", "Exam"),
            model.Deadline(DeadlineId(41), "d1", activity, "cfp_closes", None, "2026-05-07T11:59:59Z", "AoE", "CFP"),
            model.Deadline(DeadlineId(45), "d5", activity, "follow_up", "2026-05-20", None, "", "Ada"),
            model.Deadline(DeadlineId(44), "d4", held, "renewal", "2029-05-05"),
            model.Deadline(DeadlineId(43), "d3", held, "exam", "2026-05-06", None, "", "Exam"),
        ),
        reminder=(
            model.Reminder(2, "m2", activity, None, 1440),
            model.Reminder(1, "m1", activity, DeadlineId(41), 60),
        ),
        checklist_item=(model.ChecklistItem(1, "c1", activity, "Register", True, "V"),),
        link=(model.Link(1, "l1", activity, "javascript:kept-as-text", "Link", "V"),),
        tag=(model.Tag(TagId(52), "t2", "ml"), model.Tag(TagId(51), "t1", "Deep Learning")),
        activity_tag=(
            model.ActivityTag(1, activity, TagId(52)),
            model.ActivityTag(2, activity, TagId(51)),
        ),
        category=(_row(model.Category, id=1, uid="k1", position="V"),),
        skill=(
            _row(model.Skill, id=skill, uid="sk1", category_id=CategoryId(1), position="V"),
            _row(model.Skill, id=62, uid="sk0", category_id=CategoryId(1), position="W"),
        ),
        rubric_level=(model.RubricLevel(2, skill, 5, "Teaches"), model.RubricLevel(1, skill, 0, "Nothing")),
        assessment=(
            model.Assessment(8, "as0", skill, 3, "2026-05-01", "the newer of the day"),
            model.Assessment(7, "as1", skill, 2.5, "2026-05-01"),
        ),
        profile=(_row(model.Profile, id=1, uid="p1", position="V"),),
        profile_target=(
            model.ProfileTarget(1, ProfileId(1), skill, 4, 3),
            model.ProfileTarget(2, ProfileId(1), SkillId(62), 3.5, 1),
        ),
        activity_skill=(model.ActivitySkill(1, activity, skill, 3),),
        study_session=(_row(model.StudySession, id=1, uid="ss1", activity_id=activity, starts="2026-05-01T09:00:00",
                            zone="Asia/Tokyo"),),
        submission=(
            _row(model.Submission, id=2, uid="sb1", activity_id=activity, position="W", state="accepted"),
            model.Submission(3, "sb0", activity, "Bare talk", "V"),
        ),
        person_met=(
            _row(model.PersonMet, id=2, uid="pm1", activity_id=activity, position="W", deadline_id=DeadlineId(45)),
            model.PersonMet(3, "pm0", activity, "Bob", "V"),
        ),
        exam=(_row(model.Exam, id=3, uid="x1", activity_id=held, deadline_id=DeadlineId(43), result="failed"),),
        expense=(
            _row(model.Expense, id=3, uid="e1", activity_id=held, item="exam", minor=15000, currency="EUR",
                 on_date="2026-05-06", exam_id=ExamId(3)),
            model.Expense(4, "e0", activity, "travel", 1250, "CHF", "2026-05-05"),
        ),
        budget=(model.Budget(2, activity, 120000, "EUR"), model.Budget(3, held, 1, "JPY")),
        renewal_rule=(_row(model.RenewalRule, id=2, activity_id=ActivityId(33), unit="PDU", fee_currency="USD"),),
        rule_category=(
            _row(model.RuleCategory, id=2, activity_id=ActivityId(33), name="Giving back", position="W"),
            _row(model.RuleCategory, id=3, activity_id=ActivityId(33), name="Education", position="V"),
        ),
        renewal=(_row(model.Renewal, id=2, uid="n1", activity_id=ActivityId(33), starts="2020-05-06",
                      ends="2023-05-06", next_starts="2023-05-06", renewed_on="2023-05-01"),),
        credit=(
            _row(model.Credit, id=5, uid="cr1", activity_id=activity, on_date="2026-05-06", unit="SEU"),
            model.Credit(CreditId(6), "cr0", None, "2026-05-06", 50, "PDU"),
        ),
        credit_claim=(
            _row(model.CreditClaim, id=8, uid="cl1", credit_id=CreditId(5), activity_id=ActivityId(33),
                 reported_on="2026-06-01"),
        ),
        attachment=(
            model.Attachment(1, "at1", activity, None, None, "a.pdf", "application/pdf", 9, FILES[0].digest, "badge",
                             "x"),
            model.Attachment(2, "at2", None, CreditId(5), None, "b.png", "image/png", 4, FILES[1].digest),
            model.Attachment(3, "at3", None, None, ClaimId(8), "c.png", "image/png", 8, FILES[2].digest),
        ),
        template_node=(_row(model.TemplateNode, id=1, shipped='{"a":1, "b": 2}'),),
        import_memory=(_row(model.ImportMemory, id=1),),
        setting=(model.Setting(1, "hours_per_week", "6.5"), model.Setting(2, "filters", '{"ü": [1, null, "x"]}')),
        sequences=(SequenceRow("a2", 3, "20261025", "00ff", "2026-05-01T10:00:00Z", "event", "event", "done", "PyData",
                               "2026-05-01", "2026-05-02", "UTC", "2026-06-01T10:00:00Z"),),
        files=FILES,
    )  # fmt: skip
