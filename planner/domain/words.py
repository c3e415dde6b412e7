"""The words of a plan: identifiers and the closed vocabularies of kinds, statuses and states."""

from enum import IntEnum, StrEnum
from typing import NewType

RoadmapId = NewType("RoadmapId", int)
StepId = NewType("StepId", int)
ActivityId = NewType("ActivityId", int)
DeadlineId = NewType("DeadlineId", int)
SkillId = NewType("SkillId", int)
CategoryId = NewType("CategoryId", int)
ProfileId = NewType("ProfileId", int)
TagId = NewType("TagId", int)
ExamId = NewType("ExamId", int)
CreditId = NewType("CreditId", int)
ClaimId = NewType("ClaimId", int)
Uid = NewType("Uid", str)


class Kind(StrEnum):
    """What sort of thing an activity is."""

    TOPIC = "topic"
    COURSE = "course"
    CERTIFICATION = "certification"
    PROJECT = "project"
    EVENT = "event"
    READING = "reading"
    COMMUNITY = "community"
    MENTORING = "mentoring"
    EXPERIMENT = "experiment"


class Status(StrEnum):
    """How far an activity is; for certifications, courses and events it follows from their state."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"


class Priority(IntEnum):
    """How much an activity matters to the person; stored as the number, spoken as the lower-case name."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


class CertificationState(StrEnum):
    """Where a certification stands between the first idea and the last renewal."""

    CONSIDERING = "considering"
    PREPARING = "preparing"
    BOOKED = "booked"
    PASSED = "passed"
    EXPIRED = "expired"
    RETIRED = "retired"
    DROPPED = "dropped"


class CourseState(StrEnum):
    """Where a course stands."""

    CONSIDERING = "considering"
    ENROLLED = "enrolled"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DROPPED = "dropped"


class CourseFormat(StrEnum):
    """How a course is taught; empty where that is not known."""

    SELF_PACED = "self_paced"
    LIVE_ONLINE = "live_online"
    IN_PERSON = "in_person"


class EventState(StrEnum):
    """The person's answer to an event; LISTED is the state before any answer."""

    LISTED = "listed"
    INTERESTED = "interested"
    APPLIED = "applied"
    REGISTERED = "registered"
    ATTENDING = "attending"
    ATTENDED = "attended"
    DECLINED = "declined"


class EventType(StrEnum):
    """What sort of event it is."""

    CONFERENCE = "conference"
    MEETUP = "meetup"
    WORKSHOP = "workshop"
    HACKATHON = "hackathon"


class AttendanceFormat(StrEnum):
    """How one takes part in an event."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class EventOrigin(StrEnum):
    """Where an event came from: the person's own hand or file, or a data set or catalogue."""

    OWN = "own"
    LISTED = "listed"


class SubmissionState(StrEnum):
    """How far something is that the person hands in to an event."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class DeadlineKind(StrEnum):
    """What a dated duty is about."""

    DUE = "due"
    EXAM = "exam"
    CFP_OPENS = "cfp_opens"
    CFP_CLOSES = "cfp_closes"
    ABSTRACT = "abstract"
    NOTIFICATION = "notification"
    CAMERA_READY = "camera_ready"
    EARLY_BIRD = "early_bird"
    REGISTRATION = "registration"
    RENEWAL = "renewal"
    RENEWAL_OPENS = "renewal_opens"
    RESCHEDULE_BY = "reschedule_by"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


LASTING_DUTIES = (DeadlineKind.RENEWAL, DeadlineKind.RENEWAL_OPENS, DeadlineKind.FOLLOW_UP)
"""What still stands once its activity is done: the others fall away with it."""
_SORTS_OF_THEIR_OWN = (DeadlineKind.EXAM, DeadlineKind.RENEWAL, DeadlineKind.RENEWAL_OPENS)
PLAIN_DEADLINES = tuple(kind for kind in DeadlineKind if kind not in _SORTS_OF_THEIR_OWN)
"""The kinds of deadlines but for exams and renewals, which calendars show as sorts of their own."""


class RenewalMethod(StrEnum):
    """What an issuer asks for to keep a certification valid."""

    EXAM = "exam"
    CREDITS = "credits"
    CREDITS_AND_FEE = "credits_and_fee"
    ONLINE_ASSESSMENT = "online_assessment"
    FEE = "fee"
    NONE = "none"
    UNKNOWN = "unknown"


class CreditUnit(StrEnum):
    """What credits are counted in; all but the CEU stand for about one hour."""

    PDU = "PDU"
    SEU = "SEU"
    CPE = "CPE"
    CEU = "CEU"
    CPD = "CPD"


class ExamResult(StrEnum):
    """What came of an attempt at an exam."""

    PASSED = "passed"
    FAILED = "failed"
    MISSED = "missed"


class ExpenseItem(StrEnum):
    """What money goes for."""

    EXAM = "exam"
    COURSE = "course"
    RENEWAL = "renewal"
    MEMBERSHIP = "membership"
    MATERIAL = "material"
    TICKET = "ticket"
    TRAVEL = "travel"
    STAY = "stay"
    OTHER = "other"


class AttachmentPurpose(StrEnum):
    """What a kept file is: any file, or a badge as its issuer gave it."""

    FILE = "file"
    BADGE = "badge"
