"""What the goals of an archive must hold beyond their shape: days that exist, amounts, currencies, references."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Final

from planner.config.text import tr
from planner.domain.limits import (
    CREDITS_MAX,
    CYCLE_MAX,
    FILE_MAX,
    FILES_MAX,
    LINE_MAX,
    RENEWAL_DAYS_MAX,
    VALIDITY_MAX,
)
from planner.domain.money import LARGEST, is_currency
from planner.domain.words import CreditUnit, DeadlineKind, ExamResult, Kind
from planner.exchange import archive_format, archive_goal_format
from planner.exchange.archive_bounds import category_bounds, credit_bounds, exam_bounds, longest, within
from planner.exchange.archive_faults import Fault, Seen, day, position, unique

_DIGEST: Final = 64
_HEX: Final = frozenset("0123456789abcdef")


def goal_faults(activity: archive_format.ArchivedActivity, place: str, seen: Seen) -> Iterator[Fault]:
    """What is wrong with the exams, money, renewals and files of an activity."""
    yield from _details(activity, place)
    deadlines = {deadline.uid: deadline.kind for deadline in activity.deadlines}
    yield from exam_bounds(activity, place)
    yield from unique(f"{place}.exams", ((exam.deadline,) for exam in activity.exams))
    for number, exam in enumerate(activity.exams):
        yield from seen.uid("exam", exam.uid, f"{place}.exams[{number}]")
        if exam.result:
            yield from _word(exam.result, ExamResult, f"{place}.exams[{number}].result")
        if exam.deadline not in deadlines:
            yield Fault(
                f"{place}.exams[{number}].deadline", tr("“{uid}” is not in the archive", uid=exam.deadline)
            )
        elif deadlines[exam.deadline] != DeadlineKind.EXAM:
            yield Fault(f"{place}.exams[{number}].deadline", tr("“{uid}” is not the day of an exam", uid=exam.deadline))
    yield from _money(activity, place, seen)
    if activity.renewal_rule is not None:
        yield from _rule(activity.renewal_rule, f"{place}.renewal_rule")
    yield from unique(f"{place}.rule_categories", ((category.name,) for category in activity.rule_categories))
    for number, category in enumerate(activity.rule_categories):
        inside = f"{place}.rule_categories[{number}]"
        yield from position(category.position, inside)
        yield from within(category.minimum, 0, CREDITS_MAX, f"{inside}.minimum")
        yield from within(category.maximum, 0, CREDITS_MAX, f"{inside}.maximum")
    yield from category_bounds(activity, place)
    for number, renewal in enumerate(activity.renewals):
        inside = f"{place}.renewals[{number}]"
        yield from seen.uid("renewal", renewal.uid, inside)
        for name in ("starts", "ends", "next_starts", "renewed_on"):
            yield from day(getattr(renewal, name), f"{inside}.{name}")
        if renewal.ends <= renewal.starts:
            yield Fault(f"{inside}.ends", tr("“{text}” is not after its start", text=renewal.ends))
        yield from longest(renewal.note, LINE_MAX, f"{inside}.note")
        yield from within(renewal.carried, 0, CREDITS_MAX, f"{inside}.carried")
    yield from _files(activity.attachments, f"{place}.attachments", seen)


def _money(activity: archive_format.ArchivedActivity, place: str, seen: Seen) -> Iterator[Fault]:
    exams = {exam.uid for exam in activity.exams}
    for number, expense in enumerate(activity.expenses):
        inside = f"{place}.expenses[{number}]"
        yield from seen.uid("expense", expense.uid, inside)
        yield from day(expense.on_date, f"{inside}.on_date")
        yield from within(expense.minor, 1, LARGEST, f"{inside}.minor")
        yield from within(expense.reimbursed_minor, 0, max(expense.minor, 0), f"{inside}.reimbursed_minor")
        yield from _currency(expense.currency, f"{inside}.currency")
        yield from longest(expense.note, LINE_MAX, f"{inside}.note")
        if expense.exam is not None and expense.exam not in exams:
            yield Fault(f"{inside}.exam", tr("“{uid}” is not in the archive", uid=expense.exam))
    if activity.budget is not None:
        yield from within(activity.budget.minor, 1, LARGEST, f"{place}.budget.minor")
        yield from _currency(activity.budget.currency, f"{place}.budget.currency")


def _details(activity: archive_format.ArchivedActivity, place: str) -> Iterator[Fault]:
    if activity.certification is not None:
        inside = f"{place}.certification"
        yield from within(activity.certification.validity_months, 0, VALIDITY_MAX, f"{inside}.validity_months")
        yield from _fee(activity.certification, inside)
    if activity.course is not None:
        yield from _fee(activity.course, f"{place}.course")


def _rule(rule: archive_goal_format.ArchivedRenewalRule, place: str) -> Iterator[Fault]:
    if rule.unit:
        yield from _word(rule.unit, CreditUnit, f"{place}.unit")
    if rule.fee_currency:
        yield from _currency(rule.fee_currency, f"{place}.fee_currency")
    yield from _fee(rule, place)
    for name in ("required", "minimum_per_year", "carry_maximum"):
        yield from within(getattr(rule, name), 0, CREDITS_MAX, f"{place}.{name}")
    for name in ("window_days", "grace_days"):
        yield from within(getattr(rule, name), 0, RENEWAL_DAYS_MAX, f"{place}.{name}")
    yield from within(rule.carry_months, 0, CYCLE_MAX, f"{place}.carry_months")


def _fee(
    owner: archive_format.ArchivedCertification
    | archive_format.ArchivedCourse
    | archive_goal_format.ArchivedRenewalRule,
    place: str,
) -> Iterator[Fault]:
    """An amount has a currency; a currency alone is what is left of a fee that was taken away."""
    yield from within(owner.fee_minor, 0, LARGEST, f"{place}.fee_minor")
    if owner.fee_minor is not None and not owner.fee_currency:
        yield Fault(f"{place}.fee_currency", tr("the currency of the fee is missing"))


def credit_faults(library: archive_format.ArchivedLibrary, seen: Seen) -> Iterator[Fault]:
    """What is wrong with the credits and their claims; the activities were seen before."""
    others = {activity.uid for activity in library.activities if activity.kind != Kind.CERTIFICATION}
    for number, credit in enumerate(library.credits):
        place = f"credits[{number}]"
        yield from seen.uid("credit", credit.uid, place)
        yield from credit_bounds(credit, place)
        yield from day(credit.on_date, f"{place}.on_date")
        yield from within(credit.amount, 1, CREDITS_MAX, f"{place}.amount")
        if credit.activity is not None:
            yield from seen.reference("activity", credit.activity, f"{place}.activity")
        yield from unique(f"{place}.claims", ((claim.certification,) for claim in credit.claims))
        for inner, claim in enumerate(credit.claims):
            inside = f"{place}.claims[{inner}]"
            yield from seen.uid("credit_claim", claim.uid, inside)
            yield from day(claim.reported_on, f"{inside}.reported_on")
            yield from within(claim.amount, 1, CREDITS_MAX, f"{inside}.amount")
            yield from seen.reference("activity", claim.certification, f"{inside}.certification")
            if claim.certification in others:
                yield Fault(f"{inside}.certification", tr("“{uid}” is not a certification", uid=claim.certification))
            yield from _files(claim.attachments, f"{inside}.attachments", seen)
        yield from _files(credit.attachments, f"{place}.attachments", seen)


def _files(files: Iterable[archive_goal_format.ArchivedAttachment], place: str, seen: Seen) -> Iterator[Fault]:
    for number, file in enumerate(files):
        yield from seen.uid("attachment", file.uid, f"{place}[{number}]")
        if len(file.digest) != _DIGEST or not set(file.digest) <= _HEX:
            yield Fault(f"{place}[{number}].digest", tr("“{text}” is not a digest", text=file.digest))


def file_faults(library: archive_format.ArchivedLibrary) -> Iterator[Fault]:
    """What is wrong with the bytes of kept files: they are those that the attachments name, and no others."""
    yield from _wrong_bytes(library.files)
    named: set[str] = set()
    for place, file in _all_files(library):
        named.add(file.digest)
        data = library.files.get(file.digest)
        if data is None:
            yield Fault(f"{place}.digest", tr("the content of “{name}” is missing under “files”", name=file.name))
        elif len(data) != file.size:
            yield Fault(f"{place}.size", tr("{size} is expected, as its content has", size=len(data)))
    for digest in library.files:
        if digest not in named:
            yield Fault(f"files.{digest}", tr("no attachment names this content"))


def _wrong_bytes(files: dict[str, bytes]) -> Iterator[Fault]:
    total = 0
    for digest, data in files.items():
        total += len(data)
        if len(data) > FILE_MAX:
            size, most = _megabytes(len(data)), _megabytes(FILE_MAX)
            problem = tr("it has {size} MB; {most} MB is the most of one file", size=size, most=most)
            yield Fault(f"files.{digest}", problem)
        elif not data:
            yield Fault(f"files.{digest}", tr("there is no content"))
        elif sha256(data).hexdigest() != digest:
            yield Fault(f"files.{digest}", tr("the content is not what its digest says; it was damaged or changed"))
    if total > FILES_MAX:
        size, most = _megabytes(total), _megabytes(FILES_MAX)
        yield Fault("files", tr("they have {size} MB; {most} MB is the most of all together", size=size, most=most))


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def _all_files(
    library: archive_format.ArchivedLibrary,
) -> Iterator[tuple[str, archive_goal_format.ArchivedAttachment]]:
    owners: list[tuple[str, Iterable[archive_goal_format.ArchivedAttachment]]] = [
        (f"activities[{number}]", activity.attachments) for number, activity in enumerate(library.activities)
    ]
    for number, credit in enumerate(library.credits):
        owners += [
            (f"credits[{number}].claims[{inner}]", claim.attachments) for inner, claim in enumerate(credit.claims)
        ]
        owners.append((f"credits[{number}]", credit.attachments))
    for owner, files in owners:
        yield from ((f"{owner}.attachments[{number}]", file) for number, file in enumerate(files))


def _word(text: str, known: type[StrEnum], place: str) -> Iterator[Fault]:
    if text not in {word.value for word in known}:
        yield Fault(place, tr("“{name}” is not one of the known words", name=text))


def _currency(code: str, place: str) -> Iterator[Fault]:
    if not is_currency(code):
        yield Fault(place, tr("“{text}” is not a currency such as EUR", text=code))
