"""The rows that goals have besides those of every activity: exams, money, renewals, credits and kept files.

The conventions are those of :mod:`planner.domain.model`.
"""

from typing import NamedTuple

from planner.domain.words import ActivityId, ClaimId, CreditId, DeadlineId, ExamId


class Exam(NamedTuple):
    """One booking of an exam and what came of it; the day is that of its deadline, of the kind ``exam``.

    ``reference`` is the booking's number. ``result`` is an :class:`~planner.domain.words.ExamResult`, or empty while
    it is not known. The scores are on the issuer's own scale.
    """

    id: ExamId
    uid: str
    activity_id: ActivityId
    deadline_id: DeadlineId
    place: str = ""
    online: bool = False
    reference: str = ""
    score: float | None = None
    maximum: float | None = None
    pass_mark: float | None = None
    result: str = ""


class Expense(NamedTuple):
    """Money that an activity costs on a day, or will; ``item`` is an :class:`~planner.domain.words.ExpenseItem`.

    ``minor`` and ``reimbursed_minor`` count the minor unit of ``currency`` (ISO 4217). ``exam_id`` names the attempt
    that it pays for.
    """

    id: int
    uid: str
    activity_id: ActivityId
    item: str
    minor: int
    currency: str
    on_date: str
    paid: bool = False
    reimbursed_minor: int = 0
    exam_id: ExamId | None = None
    note: str = ""


class Budget(NamedTuple):
    """What the person is willing to spend on an activity, more than zero, in the minor unit of ``currency``."""

    id: int
    activity_id: ActivityId
    minor: int
    currency: str


class RenewalRule(NamedTuple):
    """What a certification asks of its holder in each cycle; see :mod:`planner.domain.renewal` for the meaning.

    Amounts are hundredths of ``unit`` (a :class:`~planner.domain.words.CreditUnit`). None means that there is no such
    demand, or that it is not known.
    """

    id: int
    activity_id: ActivityId
    unit: str = ""
    required: int | None = None
    minimum_per_year: int | None = None
    window_days: int | None = None
    grace_days: int = 0
    carry_maximum: int = 0
    carry_months: int = 0
    fee_minor: int | None = None
    fee_currency: str = ""
    note: str = ""


class RuleCategory(NamedTuple):
    """A category in which a certification counts credits: at least ``minimum`` of them, at the most ``maximum``."""

    id: int
    activity_id: ActivityId
    name: str
    position: str
    minimum: int | None = None
    maximum: int | None = None


class Renewal(NamedTuple):
    """A renewal cycle that is closed: it ran from ``starts`` to the exclusive ``ends`` and was renewed.

    ``next_starts`` is the first day of the cycle after it, into which ``carried`` hundredths of a unit went over.
    """

    id: int
    uid: str
    activity_id: ActivityId
    starts: str
    ends: str
    next_starts: str
    renewed_on: str
    carried: int = 0
    note: str = ""


class Credit(NamedTuple):
    """An amount of credits in a category, earned on a day by an activity, or by what ``title`` says.

    ``amount`` counts hundredths of ``unit``, a :class:`~planner.domain.words.CreditUnit`.
    """

    id: CreditId
    uid: str
    activity_id: ActivityId | None
    on_date: str
    amount: int
    unit: str
    category: str = ""
    title: str = ""
    note: str = ""
    evidence_url: str = ""


class CreditClaim(NamedTuple):
    """The credit counts for the certification ``activity_id``, and was reported to its issuer on a day or not yet.

    ``amount`` (hundredths of the unit of its rule) None and ``category`` empty are those of the credit.
    """

    id: ClaimId
    uid: str
    credit_id: CreditId
    activity_id: ActivityId
    amount: int | None = None
    category: str = ""
    reported_on: str | None = None


class Attachment(NamedTuple):
    """A file kept in the library, of an activity, of a credit as its evidence, or of a claim as proof of the report.

    Its bytes lie under ``digest`` (SHA-256 in hexadecimal digits), ``size`` of them. ``purpose`` is an
    :class:`~planner.domain.words.AttachmentPurpose`.
    """

    id: int
    uid: str
    activity_id: ActivityId | None
    credit_id: CreditId | None
    claim_id: ClaimId | None
    name: str
    media_type: str
    size: int
    digest: str
    purpose: str = "file"
    added_at: str = ""
