"""The words that the interface and the command line use for kinds, statuses, states and dates."""

from planner.config.text import mark, tr
from planner.domain.words import DeadlineKind

KIND_WORDS = {
    "topic": mark("Topic"),
    "course": mark("Course"),
    "certification": mark("Certification"),
    "project": mark("Project"),
    "event": mark("Event"),
    "reading": mark("Reading"),
    "community": mark("Community"),
    "mentoring": mark("Mentoring"),
    "experiment": mark("Experiment"),
}
STATUS_WORDS = {
    "planned": mark("To do"),
    "in_progress": mark("In progress"),
    "done": mark("Done"),
    "skipped": mark("Skipped"),
}
PRIORITY_WORDS = (mark("None"), mark("Low"), mark("Medium"), mark("High"))
WEIGHT_WORDS = {1: mark("nice to have"), 2: mark("important"), 3: mark("essential")}
STATE_WORDS = {
    "certification": {
        "considering": mark("considering"),
        "preparing": mark("preparing"),
        "booked": mark("booked"),
        "passed": mark("passed"),
        "expired": mark("expired"),
        "retired": mark("retired"),
        "dropped": mark("dropped"),
    },
    "course": {
        "considering": mark("considering"),
        "enrolled": mark("enrolled"),
        "in_progress": mark("in progress"),
        "completed": mark("completed"),
        "dropped": mark("dropped"),
    },
    "event": {
        "listed": mark("listed"),
        "interested": mark("interested"),
        "applied": mark("applied"),
        "registered": mark("registered"),
        "attending": mark("attending"),
        "attended": mark("attended"),
        "declined": mark("declined"),
    },
}
SUBMISSION_WORDS = {
    "draft": mark("draft"),
    "submitted": mark("submitted"),
    "accepted": mark("accepted"),
    "rejected": mark("not accepted"),
    "withdrawn": mark("withdrawn"),
}
DEADLINE_WORDS = {
    "due": mark("due"),
    "exam": mark("exam"),
    "cfp_opens": mark("call for papers opens"),
    "cfp_closes": mark("call for papers closes"),
    "abstract": mark("abstract due"),
    "notification": mark("notification"),
    "camera_ready": mark("camera-ready version due"),
    "early_bird": mark("early-bird price ends"),
    "registration": mark("registration closes"),
    "renewal": mark("renewal due"),
    "renewal_opens": mark("renewal opens"),
    "reschedule_by": mark("last day to reschedule"),
    "follow_up": mark("follow up"),
    "other": mark("date"),
}
EXPENSE_WORDS = {
    "exam": mark("Exam fee"),
    "course": mark("Course fee"),
    "renewal": mark("Renewal fee"),
    "membership": mark("Membership"),
    "material": mark("Material"),
    "ticket": mark("Ticket"),
    "travel": mark("Travel"),
    "stay": mark("Stay"),
    "other": mark("Other cost"),
}
FORMAT_WORDS = {"in_person": mark("in person"), "online": mark("online"), "hybrid": mark("hybrid")}
COURSE_FORMAT_WORDS = {
    "": mark("not known"),
    "self_paced": mark("self-paced"),
    "live_online": mark("live online"),
    "in_person": mark("in person"),
}
RESULT_WORDS = {"passed": mark("passed"), "failed": mark("not passed"), "missed": mark("missed")}
EVENT_TYPE_WORDS = {
    "conference": mark("Conference"),
    "meetup": mark("Meetup"),
    "workshop": mark("Workshop"),
    "hackathon": mark("Hackathon"),
}


def kind_word(kind: str) -> str:
    """The word for a kind of activity."""
    return tr(KIND_WORDS[kind])


def status_word(status: str) -> str:
    """The word for a status; it is the heading of the board's column."""
    return tr(STATUS_WORDS[status])


def priority_word(priority: int) -> str:
    """The word for a priority."""
    return tr(PRIORITY_WORDS[priority])


def weight_word(weight: int) -> str:
    """The words for how much a skill weighs in a target role."""
    return tr(WEIGHT_WORDS[weight])


def state_word(kind: str, state: str) -> str:
    """The word for a state of a certification, course or event."""
    return tr(STATE_WORDS[kind][state])


def deadline_word(kind: str) -> str:
    """The words for what a deadline is about."""
    return tr(DEADLINE_WORDS[kind])


def duty_word(kind: str, label: str) -> str:
    """What one deadline is about: its label, which of a follow-up is a mere name, else the words of its kind."""
    if label and kind == DeadlineKind.FOLLOW_UP:
        return tr("follow up ({label})", label=label)
    return label or deadline_word(kind)


def submission_word(state: str) -> str:
    """The word for how far a submission is."""
    return tr(SUBMISSION_WORDS[state])


def expense_word(item: str) -> str:
    """The words for what money goes for."""
    return tr(EXPENSE_WORDS[item])


def format_word(attendance: str) -> str:
    """The words for how one takes part in an event."""
    return tr(FORMAT_WORDS[attendance])


def course_format_word(form: str) -> str:
    """The words for how a course is taught; those for the empty one say that it is not known."""
    return tr(COURSE_FORMAT_WORDS[form])


def result_word(result: str) -> str:
    """The word for what came of an attempt at an exam."""
    return tr(RESULT_WORDS[result])


def event_type_word(event_type: str) -> str:
    """The word for a sort of event."""
    return tr(EVENT_TYPE_WORDS[event_type])


def level_name(level: int) -> str:
    """What a whole level of any skill means in a word or two."""
    return (
        tr("New to it"),
        tr("Aware"),
        tr("With guidance"),
        tr("Independent"),
        tr("Coaches others"),
        tr("Sets direction"),
    )[level]
