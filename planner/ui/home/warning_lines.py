"""The warnings of Home as lines: what matters, why, and which thing it is about; the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planner.config.text import tr, trn
from planner.services.humanize import clock, duration, relative_date, short_date
from planner.services.queries.hidden_warnings import CREDITS, EXAM, EXPIRY, OVER_RATED, key_of
from planner.ui.home.lines import Line, on_day, unfold_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from planner.services.queries.home import Notice
    from planner.services.queries.home_rest import CreditsShort, ExamNear, HomeRest, OverRated

SHOWN: Final = 4
_NAMES: Final = 3
#: A certification is called by its title where that is so short, since few people know the codes of exams.
_SHORT_TITLE: Final = 40


def warning_lines(
    notices: Sequence[Notice], rest: HomeRest | None, today: date, told_elsewhere: Collection[int] = ()
) -> list[Line]:
    """All warnings, the most urgent first.

    That a certification expires is not told beside the credits that it will lack on that day, and what was missed is
    not told of the activities ``told_elsewhere``.
    """
    exams = [] if rest is None else [_exam(one) for one in rest.exams]
    short = [] if rest is None else [_short(one, today) for one in rest.short]
    rated = [] if rest is None or not rest.over_rated else [_over_rated(rest.over_rated)]
    lacking = {line.row_id for line in short}
    first: list[Line] = []
    missed: list[Line] = []
    later: list[Line] = []
    for notice in notices:
        if notice.what == "cfp_closing":
            first.append(notice_line(notice, today))
        elif notice.what == "expiring":
            if notice.activity_id not in lacking:
                later.append(notice_line(notice, today))
        elif notice.activity_id not in told_elsewhere:
            missed.append(notice_line(notice, today))
    return [*first, *exams, *missed, *later, *short, *rated]


def shown_lines(lines: Sequence[Line], *, unfolded: bool) -> list[Line]:
    """The first of the warnings, and where the others are; all of them once ``unfolded``."""
    rest = len(lines) - SHOWN
    if unfolded or rest <= 1:  # one more takes no more room than the line that would hide it
        return list(lines)
    return [*lines[:SHOWN], unfold_line(trn("and {n} more", "and {n} more", rest))]


def notice_line(notice: Notice, today: date) -> Line:
    """What must not be missed, as one line: what and when, and which."""
    when = relative_date(notice.day, today)
    tone, key = "danger", ""
    if notice.what == "cfp_closing":
        day = tr("{when}, {time} your time", when=when, time=clock(notice.time)) if notice.time else when
        title, icon = tr("Call for papers closes {when}.", when=day), "flag"
    elif notice.what == "exam_over":
        title, icon = tr("The exam was {when}.", when=on_day(notice.day, today)), "goals"
    elif notice.what == "expired":
        title, icon = tr("Expired {when}.", when=on_day(notice.day, today)), "warning"
    else:
        title, icon = tr("Expires {when}.", when=_until(notice.day, today)), "repeat"
        tone, key = "quiet", key_of(EXPIRY, notice.uid)
    remark = notice.title if notice.what != "exam_over" else tr("{title}: how did it go?", title=notice.title)
    return _warning(Line("activity", notice.activity_id, title, remark, icon=icon, tone=tone, key=key))


def _warning(line: Line) -> Line:
    """The line with its whole text as a tip, and the mark that hides it for a while where it has a key."""
    line = line._replace(tip=line.tip or f"{line.title} {line.remark}")
    return line._replace(mark="close", mark_tip=tr("Not now: hide it for two weeks (Del)")) if line.key else line


def _exam(one: ExamNear) -> Line:
    """“CKA: exam in 16 days, 21 h to go. Your week has 6 h. Add 4 h, or move the exam.”.

    It is urgent where the weeks until the exam would have to grow by half or more.
    """
    pace = one.pace
    title = trn(
        "{name}: exam in {n} day, {left} to go.",
        "{name}: exam in {n} days, {left} to go.",
        pace.days,
        name=one.title if len(one.title) <= _SHORT_TITLE else one.code or one.title,
        left=duration(pace.left),
    )
    if pace.week is None:
        remark = tr("That takes {needed} a week. Move the exam, or make room for it.", needed=duration(pace.needed))
    else:
        remark = tr(
            "Your week has {week}. Add {more}, or move the exam.",
            week=duration(pace.week),
            more=duration(pace.more),
        )
    tip, key = f"{one.title}: {title} {remark}" if one.title not in title else "", key_of(EXAM, one.uid)
    tone = "danger" if pace.week is not None and pace.more * 2 >= pace.week else "quiet"
    return _warning(Line("activity", one.activity_id, title, remark, icon="flag", tip=tip, tone=tone, key=key))


def _short(one: CreditsShort, today: date) -> Line:
    """“CSPO will be 8 SEUs short on 14 Feb. 20 missing today, 12 of them Education.”."""
    from planner.services.renewal_facts import amount_text, credits_text, roughly

    found, terms, ahead = one.standing.tally, one.standing.terms, one.standing.forecast
    assert terms.cycle is not None
    assert ahead is not None
    short = roughly(ahead.short)
    title = tr(
        "{name} will be {amount} short on {date}.",
        name=one.name,
        amount=credits_text(short, terms.rule.unit),
        date=short_date(terms.cycle.last_day, today),
    )
    parts = [] if short == found.missing else [tr("{amount} missing today", amount=amount_text(found.missing))]
    parts += [
        tr("{amount} of them {category}", amount=amount_text(each.missing), category=each.category.name)
        for each in found.categories
        if each.missing
    ]
    remark = tr("{parts}.", parts=", ".join(parts)) if parts else tr("At the pace so far.")
    key = key_of(CREDITS, one.uid)
    return _warning(Line("activity", one.activity_id, title, remark, icon="repeat", tone="quiet", key=key))


def _over_rated(skills: Sequence[OverRated]) -> Line:
    """One line for all of them; it leads to the first one on the Skills page."""
    first = skills[0]
    if len(skills) == 1:
        title = tr("You rate {skill} higher than your work shows.", skill=first.name)
        return _warning(Line("skill", first.skill_id, title, icon="skills", tip=title, tone="quiet", key=OVER_RATED))
    title = trn(
        "You rate {n} skill higher than your work shows.",
        "You rate {n} skills higher than your work shows.",
        len(skills),
    )
    names = ", ".join(skill.name for skill in skills[:_NAMES])
    more = len(skills) - _NAMES
    remark = trn("{names} and {n} more", "{names} and {n} more", more, names=names) if more > 0 else names
    tip = f"{title} {', '.join(skill.name for skill in skills)}"
    return _warning(Line("skill", first.skill_id, title, remark, icon="skills", tip=tip, tone="quiet", key=OVER_RATED))


def _until(day: date, today: date) -> str:
    ahead = (day - today).days
    return relative_date(day, today) if ahead <= 56 else tr("on {date}", date=short_date(day, today))
