"""The parts of the archive that only goals have: exams, money, renewals, credits and kept files."""

from typing import Annotated

from msgspec import Meta

from planner.domain.words import AttachmentPurpose, CreditUnit, ExpenseItem
from planner.exchange.archive_part import Count, Part, Uid, Whole


class ArchivedExam(Part):
    """An attempt at an exam, inside its activity; ``deadline`` is the uid of the deadline that holds its day."""

    uid: Uid
    deadline: Uid
    place: str = ""
    online: bool = False
    reference: str = ""
    score: float | None = None
    maximum: float | None = None
    pass_mark: float | None = None
    result: str = ""


class ArchivedExpense(Part):
    """Money that the activity costs, inside it; ``exam`` is the uid of the attempt that it pays for, or null."""

    uid: Uid
    item: ExpenseItem
    minor: Whole
    currency: str
    on_date: str
    paid: bool = False
    reimbursed_minor: Whole = 0
    exam: Uid | None = None
    note: str = ""


class ArchivedBudget(Part):
    """What the person is willing to spend on the activity, inside it."""

    minor: Whole
    currency: str


class ArchivedRuleCategory(Part):
    """A category of a renewal rule, inside the certification's activity; hundredths of the rule's unit."""

    name: str
    position: str
    minimum: Count | None = None
    maximum: Count | None = None


class ArchivedRenewalRule(Part):
    """What a certification asks in each cycle, inside its activity; hundredths of ``unit``."""

    unit: str = ""
    required: Count | None = None
    minimum_per_year: Count | None = None
    window_days: Count | None = None
    grace_days: Count = 0
    carry_maximum: Count = 0
    carry_months: Count = 0
    fee_minor: Whole | None = None
    fee_currency: str = ""
    note: str = ""


class ArchivedRenewal(Part):
    """A closed renewal cycle, inside the certification's activity."""

    uid: Uid
    starts: str
    ends: str
    next_starts: str
    renewed_on: str
    carried: Count = 0
    note: str = ""


class ArchivedAttachment(Part):
    """A kept file, inside its activity, credit or claim; its bytes stand in ``files`` under ``digest``."""

    uid: Uid
    name: str
    media_type: str
    size: Count
    digest: str
    purpose: AttachmentPurpose = AttachmentPurpose.FILE
    added_at: str = ""


class ArchivedClaim(Part):
    """The credit counts for a certification (an activity's uid), inside the credit."""

    uid: Uid
    certification: Uid
    amount: Count | None = None
    category: str = ""
    reported_on: str | None = None
    attachments: list[ArchivedAttachment] = []


class ArchivedCredit(Part):
    """A credit with its claims; ``activity`` is the uid of the activity that earned it, or null."""

    uid: Uid
    on_date: str
    amount: Annotated[int, Meta(gt=0, le=2**63 - 1)]
    unit: CreditUnit
    activity: Uid | None = None
    category: str = ""
    title: str = ""
    note: str = ""
    evidence_url: str = ""
    claims: list[ArchivedClaim] = []
    attachments: list[ArchivedAttachment] = []
