"""What only goals have, as rows and as parts of the archive: exams, money, renewals, credits and kept files."""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import structs

from planner.config.text import tr
from planner.domain import model
from planner.domain.errors import ExchangeError
from planner.domain.file_types import tidy_name
from planner.exchange import archive_goal_format as archived
from planner.exchange.archive_row_parts import grouped, only_part, part_of, uid_of
from planner.exchange.archive_rows import LibraryRows

AddRow = Callable[..., int]
"""Takes a table's name, a row type, a part and references; adds the row and gives its number."""


class GoalParts:
    """Finds the parts that lie inside an activity, by the activity's number."""

    def __init__(self, rows: LibraryRows) -> None:
        owners = rows.activity
        self._exam_uids = {row.id: row.uid for row in rows.exam}
        self._deadline_uids = {row.id: row.uid for row in rows.deadline}
        self._exams = grouped("exam", sorted(rows.exam, key=_by_uid), "activity_id", owners)
        self._expenses = grouped("expense", sorted(rows.expense, key=_by_uid), "activity_id", owners)
        self._budgets = grouped("budget", rows.budget, "activity_id", owners)
        self._rules = grouped("renewal_rule", rows.renewal_rule, "activity_id", owners)
        by_name = sorted(rows.rule_category, key=lambda row: (row.position, row.name))
        self._categories = grouped("rule_category", by_name, "activity_id", owners)
        by_day = sorted(rows.renewal, key=lambda row: (row.starts, row.uid))
        self._renewals = grouped("renewal", by_day, "activity_id", owners)
        own = sorted((row for row in rows.attachment if row.activity_id is not None), key=_by_uid)
        self._attachments = grouped("attachment", own, "activity_id", owners)

    def of(self, activity_id: int) -> dict[str, Any]:
        """The fields of an archived activity that these parts fill."""
        return {
            "exams": [
                part_of(
                    archived.ArchivedExam, row, deadline=uid_of("exam", self._deadline_uids, row.deadline_id)
                )
                for row in self._exams[activity_id]
            ],
            "expenses": [
                part_of(
                    archived.ArchivedExpense,
                    row,
                    exam=None if row.exam_id is None else uid_of("expense", self._exam_uids, row.exam_id),
                )
                for row in self._expenses[activity_id]
            ],
            "budget": only_part(archived.ArchivedBudget, self._budgets[activity_id]),
            "renewal_rule": only_part(archived.ArchivedRenewalRule, self._rules[activity_id]),
            "rule_categories": [
                part_of(archived.ArchivedRuleCategory, row) for row in self._categories[activity_id]
            ],
            "renewals": [part_of(archived.ArchivedRenewal, row) for row in self._renewals[activity_id]],
            "attachments": [part_of(archived.ArchivedAttachment, row) for row in self._attachments[activity_id]],
        }


def credit_parts(rows: LibraryRows) -> list[archived.ArchivedCredit]:
    """All credits with their claims, by day."""
    uids = {row.id: row.uid for row in rows.activity}
    by_uid = sorted(rows.attachment, key=_by_uid)
    of_credits = grouped(
        "attachment", [row for row in by_uid if row.credit_id is not None], "credit_id", rows.credit
    )
    of_claims = grouped(
        "attachment", [row for row in by_uid if row.claim_id is not None], "claim_id", rows.credit_claim
    )
    claims = grouped("credit_claim", sorted(rows.credit_claim, key=_by_uid), "credit_id", rows.credit)
    return [
        part_of(
            archived.ArchivedCredit,
            row,
            activity=None if row.activity_id is None else uid_of("credit", uids, row.activity_id),
            claims=[
                part_of(
                    archived.ArchivedClaim,
                    claim,
                    certification=uid_of("credit_claim", uids, claim.activity_id),
                    attachments=[part_of(archived.ArchivedAttachment, file) for file in of_claims[claim.id]],
                )
                for claim in claims[row.id]
            ],
            attachments=[part_of(archived.ArchivedAttachment, file) for file in of_credits[row.id]],
        )
        for row in sorted(rows.credit, key=lambda row: (row.on_date, row.uid))
    ]


def file_parts(rows: LibraryRows) -> dict[str, bytes]:
    """The bytes of all kept files by digest. Raises ExchangeError if those of an attachment are not among the rows."""
    known = {file.digest: file.data for file in rows.files}
    for row in rows.attachment:
        if row.digest not in known:
            raise ExchangeError(
                tr(
                    "The library cannot be archived, because the content of its file “{name}” is missing; "
                    "run “planner check” and restore a backup, or remove the file.",
                    name=row.name,
                )
            )
    return {digest: known[digest] for digest in sorted({row.digest for row in rows.attachment})}


class Owner(NamedTuple):
    """An activity whose row was made: its number, and the numbers of its deadlines by uid."""

    id: int
    deadlines: dict[str, int]


def add_goal_rows(add: AddRow, activity: Any, owner: Owner) -> None:
    """Makes the rows of what lies inside an archived activity."""
    exams: dict[str, int] = {}
    for exam in activity.exams:
        deadline_id = owner.deadlines[exam.deadline]
        exams[exam.uid] = add("exam", model.Exam, exam, activity_id=owner.id, deadline_id=deadline_id)
    for expense in activity.expenses:
        exam_id = None if expense.exam is None else exams[expense.exam]
        add("expense", model.Expense, expense, activity_id=owner.id, exam_id=exam_id)
    if activity.budget is not None:
        add("budget", model.Budget, activity.budget, activity_id=owner.id)
    if activity.renewal_rule is not None:
        add("renewal_rule", model.RenewalRule, activity.renewal_rule, activity_id=owner.id)
    for category in activity.rule_categories:
        add("rule_category", model.RuleCategory, category, activity_id=owner.id)
    for renewal in activity.renewals:
        add("renewal", model.Renewal, renewal, activity_id=owner.id)
    for file in activity.attachments:
        _add_file(add, file, activity_id=owner.id)


def add_credit_rows(add: AddRow, credit: archived.ArchivedCredit, activities: dict[str, int]) -> None:
    """Makes the rows of a credit; ``activities`` are the numbers of all activities by uid."""
    earned_by = None if credit.activity is None else activities[credit.activity]
    credit_id = add("credit", model.Credit, credit, activity_id=earned_by)
    for file in credit.attachments:
        _add_file(add, file, credit_id=credit_id)
    for claim in credit.claims:
        certification = activities[claim.certification]
        claim_id = add("credit_claim", model.CreditClaim, claim, credit_id=credit_id, activity_id=certification)
        for file in claim.attachments:
            _add_file(add, file, claim_id=claim_id)


def _add_file(add: AddRow, file: archived.ArchivedAttachment, **owner: int) -> None:
    tidy = structs.replace(file, name=tidy_name(file.name))  # somebody else may have written a path, or nothing
    add("attachment", model.Attachment, tidy, **{"activity_id": None, "credit_id": None, "claim_id": None, **owner})


def _by_uid(row: Any) -> str:
    return str(row.uid)
