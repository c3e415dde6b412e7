"""Commands on goals: certifications and courses, how renewals stand, and credits for them."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, plan
from planner.cli.output import line, print_json, table
from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened

if TYPE_CHECKING:
    from datetime import date

    from planner.cli.common import Commands
    from planner.domain.words import ActivityId
    from planner.services.planner import Planner
    from planner.services.queries.goals import GoalRow, Section
    from planner.services.queries.renewals import Standing


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    add_command(commands, "goals", goals, tr("certifications and courses: what is prepared, held, learned"), json=True)
    summary = tr("what is held: credits collected, what is missing, how it goes on")
    add_command(commands, "renewals", renewals, summary, json=True)
    parser = add_command(
        commands, "credit", credit, tr("note credits, and the certifications that count them"), json=True
    )
    parser.add_argument("amount", metavar=tr("AMOUNT"), help=tr("how many, such as 6 or 0.25"))
    parser.add_argument("unit", metavar=tr("UNIT"), help=tr("PDU, SEU, CPE, CEU or CPD"))
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--activity", metavar=tr("A"), help=tr("what earned them: its UID, or its title"))
    source.add_argument("--title", metavar=tr("TEXT"), help=tr("what earned them, where that is no activity"))
    parser.add_argument(
        "--for",
        dest="certifications",
        metavar=tr("CERT"),
        nargs="+",
        default=[],
        help=tr("the certifications that count them: UID, code or title"),
    )
    parser.add_argument("--category", metavar=tr("NAME"), default="", help=tr("the category they go into"))
    parser.add_argument(
        "--date", metavar=tr("DATE"), help=tr("when they were earned (default: when the activity is done, or today)")
    )
    parser.add_argument("--reported", metavar=tr("DATE"), help=tr("when they were reported to the issuers"))
    parser.add_argument("--url", metavar=tr("URL"), default="", help=tr("where the evidence is"))
    parser.add_argument("--note", metavar=tr("TEXT"), default="", help=tr("anything to remember"))


def goals(args: argparse.Namespace) -> int:
    """Print the certifications and courses by section."""
    from planner.services.queries.goals import goals_in_sections
    from planner.services.queries.uids import activity_uids

    with plan(args) as planner:
        today = planner.today()
        sections = planner.read(goals_in_sections, today, planner.zone(), whole=True)
        if args.json:
            uids = planner.read(activity_uids, [row.id for section in sections.values() for row in section.rows])
            print_json([_goal(row, section, uids[row.id]) for section, found in sections.items() for row in found.rows])
            return 0
        _print_goals({section: found.rows for section, found in sections.items()}, today)
    return 0


def _print_goals(sections: "dict[Section, tuple[GoalRow, ...]]", today: "date") -> None:
    from planner.services.goal_facts import facts, section_name

    if not any(sections.values()):
        line(tr("There are no certifications or courses yet."))
        return
    first = True
    for section, rows in sections.items():
        if not rows:
            continue
        if not first:
            line()
        first = False
        words = [facts(row, today) for row in rows]
        head = (section_name(section), "", "")
        table([head, *((row.title, word.first, word.remark) for row, word in zip(rows, words, strict=True))])


def _goal(row: "GoalRow", section: "Section", uid: str) -> dict[str, object]:
    from planner.domain.words import Kind

    is_certification = row.kind == Kind.CERTIFICATION
    return {
        "uid": uid,
        "title": row.title,
        "kind": row.kind,
        "state": row.state,
        "section": section.value,
        "provider": row.provider,
        "issued": row.issued_on,
        "exam": None if row.exam is None else _moment(row.exam.day, row.exam.time),
        "expires": None if row.expires is None or row.never_expires else row.expires.day.isoformat(),
        "never_expires": row.never_expires if is_certification else None,
        "due": None if row.due is None else row.due.day.isoformat(),
        "started": row.started_on,
        "completed": row.completed_on,
        "estimate_minutes": row.estimate,
        "logged_minutes": row.logged,
        "units_done": None if is_certification else row.units_done,
        "units_total": row.units_total,
        "credits": _credits(row.standing),
        "tags": list(row.tags),
    }


def _moment(day: "date", time: str) -> str:
    return f"{day.isoformat()}T{time}" if time else day.isoformat()


def _credits(standing: "Standing | None") -> dict[str, object] | None:
    if standing is None or not standing.terms.rule.asks_credits:
        return None
    tally = standing.tally
    return {
        "unit": standing.terms.rule.unit,
        "required": _number(standing.terms.rule.required),
        "counted": _number(tally.counted),
        "reported": _number(tally.reported),
        "missing": _number(tally.missing),
    }


def _number(hundredths: int | None) -> float | int | None:
    """An amount of credits as JSON says it: a whole number where it is one."""
    if hundredths is None:
        return None
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def renewals(args: argparse.Namespace) -> int:
    """Print how each held certification stands."""
    from planner.services.queries.renewals import held_rows

    with plan(args) as planner:
        today = planner.today()
        rows = planner.read(held_rows, today)
        if args.json:
            print_json([_renewal(row.uid, row.title, row.issuer, row.standing) for row in rows])
            return 0
        if not rows:
            line(tr("No certification is held yet."))
            return 0
        from planner.services.humanize import long_date
        from planner.services.renewal_facts import method_word, remark, with_reported

        found = [(tr("certification"), tr("valid until"), tr("credits"), tr("how it goes on"))]
        for row in rows:
            standing = row.standing
            cycle, rule = standing.terms.cycle, standing.terms.rule
            found.append(
                (
                    row.title,
                    tr("no expiry") if row.never_expires else "–" if cycle is None else long_date(cycle.last_day),
                    with_reported(standing) if rule.asks_credits else method_word(rule.method),
                    remark(standing, today),
                )
            )
        table(found)
    return 0


def _renewal(uid: str, title: str, issuer: str, standing: "Standing") -> dict[str, object]:
    from planner.domain import renewal

    rule, cycle, ahead = standing.terms.rule, standing.terms.cycle, standing.forecast
    opens = None if cycle is None else renewal.window_opens(rule, cycle)
    return {
        "uid": uid,
        "title": title,
        "issuer": issuer,
        "method": rule.method or None,
        "starts": None if cycle is None else cycle.starts.isoformat(),
        "expires": None if cycle is None else cycle.last_day.isoformat(),
        "window_opens": None if opens is None else opens.isoformat(),
        "last_chance": None if cycle is None else renewal.last_chance(rule, cycle).isoformat(),
        **(_credits(standing) or dict.fromkeys(("unit", "required", "counted", "reported", "missing"))),
        "carried": None if cycle is None else _number(cycle.carried),
        "planned": _number(standing.planned),
        "planned_counting": _number(standing.added),
        "met_on": None if ahead is None or ahead.met_on is None else ahead.met_on.isoformat(),
        "short": None if ahead is None else _number(ahead.short),
        "outside": _number(standing.outside),
        "categories": [
            {
                "name": one.category.name,
                "earned": _number(one.earned),
                "counted": _number(one.counted),
                "reported": _number(one.reported),
                "minimum": _number(one.category.minimum),
                "maximum": _number(one.category.maximum),
            }
            for one in standing.tally.categories
        ],
        "years": [
            {
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "earned": _number(one.earned),
                "required": _number(one.required),
            }
            for one in standing.years
        ],
    }


def credit(args: argparse.Namespace) -> int:
    """Note credits."""
    from planner.domain.spoken_dates import parse_past_date
    from planner.services.actions.credits import AddCredits, Claim, CreditPart
    from planner.services.queries.credits import named, recorded
    from planner.services.queries.uids import activity_uids
    from planner.services.renewal_facts import read_amount

    unit = _unit(args.unit)
    amount = read_amount(args.amount)
    with plan(args, writes=True) as planner:
        today = planner.today()
        source = None if args.activity is None else planner.read(named, args.activity)
        ids = [_certification(planner, text) for text in args.certifications]
        reported = None if args.reported is None else str(parse_past_date(args.reported, today))
        day = _day(planner, source, args.date, today)
        claims = tuple(Claim(each, reported_on=reported) for each in ids)
        change = planner.run(
            AddCredits(
                unit,
                day,
                (CreditPart(amount, args.category, claims),),
                activity_id=source,
                title=args.title or "",
                note=args.note,
                evidence_url=args.url,
            )
        )
        if not args.json:
            line(change.label)
            return 0
        made = planner.read(recorded, change.added("credit")[0])
        assert made is not None
        uids = planner.read(activity_uids, [*ids, *([] if source is None else [source])])
        print_json(
            {
                "uid": made.credit.uid,
                "amount": _number(made.credit.amount),
                "unit": made.credit.unit,
                "date": made.credit.on_date,
                "category": made.credit.category,
                "activity": None if source is None else uids[source],
                "title": made.credit.title,
                "for": [uids[each] for each in ids],
                "reported": reported,
            }
        )
    return 0


def _unit(text: str) -> str:
    from planner.domain.words import CreditUnit

    known = {unit.value: unit.value for unit in CreditUnit}
    wanted = text.strip().upper()
    found = known.get(wanted) or known.get(wanted.removesuffix("S"))
    if found is None:
        raise InvalidInputError(
            tr("“{text}” is not a unit of credits. Use one of {known}.", text=shortened(text), known=", ".join(known))
        )
    return found


def _day(planner: "Planner", source: "ActivityId | None", text: str | None, today: "date") -> str:
    from planner.domain.spoken_dates import parse_past_date, parse_spoken_date
    from planner.services.queries.credits import source as read_source

    found = None if source is None else planner.read(read_source, source)
    if text is not None:
        is_planned = found is not None and not found.done
        return str((parse_spoken_date if is_planned else parse_past_date)(text, today))
    if found is None or found.day is None or (found.done and found.day > today):
        return str(today)
    return str(found.day)


def _certification(planner: "Planner", text: str) -> "ActivityId":
    """The certification that is meant by UID, code or title."""
    from planner.services.queries.credits import certification_named

    return planner.read(certification_named, text)
