"""The words that calendar entries show besides the person's own, in the person's language."""

from planner.config.text import tr
from planner.domain.calendar_items import ItemWords
from planner.domain.words import DeadlineKind


def item_words() -> ItemWords:
    """The words in the language in force; build them once for an export."""
    return ItemWords(
        deadline_kinds={
            DeadlineKind.DUE: tr("Due"),
            DeadlineKind.EXAM: tr("Exam"),
            DeadlineKind.CFP_OPENS: tr("Call for papers opens"),
            DeadlineKind.CFP_CLOSES: tr("Call for papers closes"),
            DeadlineKind.ABSTRACT: tr("Abstract due"),
            DeadlineKind.NOTIFICATION: tr("Notification of authors"),
            DeadlineKind.CAMERA_READY: tr("Camera-ready version due"),
            DeadlineKind.EARLY_BIRD: tr("Early-bird price ends"),
            DeadlineKind.REGISTRATION: tr("Registration closes"),
            DeadlineKind.RENEWAL: tr("Renewal due"),
            DeadlineKind.RENEWAL_OPENS: tr("Renewal opens"),
            DeadlineKind.RESCHEDULE_BY: tr("Last day to reschedule"),
            DeadlineKind.FOLLOW_UP: tr("Follow up"),
            DeadlineKind.OTHER: tr("Deadline"),
        },
        deadline_title=tr("{kind}: {title}", kind="{kind}", title="{title}"),
        deadline_named=tr("{kind} ({label})", kind="{kind}", label="{label}"),
        deadline_given=tr("Given as {time}, {zone}.", time="{time}", zone="{zone}"),
        anywhere_on_earth=tr("anywhere on Earth (UTC-12)"),
        session_title=tr("Study: {title}", title="{title}"),
        online=tr("Online"),
        deadline=tr("Deadline"),
        exam=tr("Exam"),
        renewal=tr("Renewal"),
        session=tr("Study"),
    )


