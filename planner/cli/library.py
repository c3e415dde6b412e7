"""Commands on the library as a whole: new, status, undo, redo, backup, restore, check."""

import argparse
from typing import TYPE_CHECKING

from planner.cli.common import add_command, given_path, place, plan, rewrite_live_file
from planner.cli.output import complain, line, print_json, spoken, table
from planner.config.text import tr, trn
from planner.domain.errors import LibraryError

if TYPE_CHECKING:
    from planner.cli.common import Commands
    from planner.services.queries.status import Counts, RoadmapCount, SkillLevel


def register(commands: "Commands") -> None:
    """Adds the commands of this file to the grammar."""
    new = add_command(commands, "new", make, tr("make a plan file from a roadmap template"), json=True)
    source = new.add_mutually_exclusive_group()
    source.add_argument("--template", metavar=tr("NAME"), help=tr("the template (default: the built-in roadmap)"))
    source.add_argument("--empty", action="store_true", help=tr("nothing in it at all"))

    add_command(commands, "status", status, tr("counts by kind and status, progress by step, skills"), json=True)
    add_command(commands, "undo", undo, tr("take back the newest step"), json=True)
    add_command(commands, "redo", redo, tr("bring back the step that was undone last"), json=True)

    backup_parser = add_command(commands, "backup", backup, tr("make a verified copy of the plan file"), json=True)
    backup_parser.add_argument("file", nargs="?", metavar=tr("FILE"), help=tr("where to (default: the backup folder)"))
    restore_parser = add_command(
        commands, "restore", restore, tr("put a backup in place of the plan, which is backed up first"), json=True
    )
    restore_parser.add_argument("file", metavar=tr("FILE"), help=tr("the backup"))
    add_command(commands, "check", check, tr("examine the plan file for damage"), json=True)


def make(args: argparse.Namespace) -> int:
    """Make a library."""
    from planner.services.libraries import BUILT_IN, made_all_the_same, new_plan
    from planner.services.queries.status import counts

    template = None if args.empty else BUILT_IN if args.template is None else args.template
    with place(args) as found:
        planner = new_plan(found.path, template)
        try:
            total = planner.read(counts).total
            if not found.temporary:
                rewrite_live_file(planner)
        except LibraryError as error:
            raise made_all_the_same(found.path, error) from error
        finally:
            planner.close()
        if args.json:
            print_json({"library": str(found.path), "template": template, "activities": total})
        elif template is None:
            line(tr("Made the empty plan {path}", path=spoken(found.path)))
        else:
            line(
                tr(
                    "Made the plan {path} with {activities}",
                    path=spoken(found.path),
                    activities=trn("{n} activity", "{n} activities", total),
                )
            )
    return 0


def status(args: argparse.Namespace) -> int:
    """Print what is in the library."""
    from planner.services.libraries import SCHEMA_VERSION
    from planner.services.queries.status import counts, roadmap_counts, skill_levels

    with plan(args) as planner:
        today = planner.today()
        number, roadmaps, skills = planner.read(
            lambda reader: (counts(reader), roadmap_counts(reader), skill_levels(reader, today))
        )
        history = planner.history()
        if args.json:
            print_json(
                {
                    "library": str(planner.path),
                    "schema": SCHEMA_VERSION,
                    "undo": history.undo,
                    "redo": history.redo,
                    "activities": {
                        "total": number.total,
                        "by_status": number.by_status,
                        "by_kind": number.by_kind,
                        "listed": number.listed,
                    },
                    "listed": number.listed,
                    "roadmaps": _roadmaps_json(roadmaps),
                    "skills": _skills_json(skills),
                }
            )
            return 0
        line(tr("Plan {path}", path=spoken(planner.path)))
        _print_counts(number)
        _print_roadmaps(roadmaps)
        _print_skills(skills)
        if history.undo is not None:
            line()
            line(tr("Undo would take back: {label}", label=history.undo))
    return 0


def _roadmaps_json(roadmaps: "tuple[RoadmapCount, ...]") -> list[dict[str, object]]:
    return [
        {
            "name": roadmap.name,
            "steps": [
                {"name": step.name, "total": step.total, "done": step.done, "skipped": step.skipped}
                for step in roadmap.steps
            ],
        }
        for roadmap in roadmaps
    ]


def _skills_json(skills: "tuple[SkillLevel, ...]") -> list[dict[str, object]]:
    return [
        {
            "name": skill.name,
            "category": skill.category,
            "claimed": skill.claimed,
            "evidenced": skill.evidenced,
            "target": skill.target,
        }
        for skill in skills
    ]


def _print_counts(number: "Counts") -> None:
    from planner.services.words import kind_word, status_word

    line()
    line(trn("{n} activity", "{n} activities", number.total))
    table([(status_word(name), str(count)) for name, count in number.by_status.items()], right=frozenset((1,)))
    line()
    table([(kind_word(name), str(count)) for name, count in number.by_kind.items() if count], right=frozenset((1,)))
    if number.listed:
        line()
        line(trn("{n} conference to answer", "{n} conferences to answer", number.listed))


def _print_roadmaps(roadmaps: "tuple[RoadmapCount, ...]") -> None:
    for roadmap in roadmaps:
        line()
        line(roadmap.name)
        rows = [
            (step.name, tr("{done} of {total} done", done=step.done, total=step.total - step.skipped))
            for step in roadmap.steps
        ]
        table(rows, right=frozenset((1,)))


def _print_skills(skills: "tuple[SkillLevel, ...]") -> None:
    if not skills:
        return
    from planner.services.humanize import level_text

    line()
    rows = [(tr("Skill"), tr("self-rated"), tr("shown by work"), tr("target"))]
    rows += [
        (skill.name, level_text(skill.claimed), level_text(skill.evidenced), level_text(skill.target))
        for skill in skills
    ]
    table(rows, right=frozenset((1, 2, 3)))


def undo(args: argparse.Namespace) -> int:
    """Take back the newest step."""
    with plan(args, writes=True) as planner:
        change = planner.undo()
    label = None if change is None else change.label
    if args.json:
        print_json({"undone": label})
    else:
        line(tr("There is nothing to undo.") if label is None else tr("Undone: {label}", label=label))
    return 0


def redo(args: argparse.Namespace) -> int:
    """Bring back the step that was undone last."""
    with plan(args, writes=True) as planner:
        change = planner.redo()
    label = None if change is None else change.label
    if args.json:
        print_json({"redone": label})
    else:
        line(tr("There is nothing to redo.") if label is None else tr("Done again: {label}", label=label))
    return 0


def backup(args: argparse.Namespace) -> int:
    """Make a verified copy."""
    from planner.services.libraries import back_up_to
    from planner.services.other_computer import copy_to_move

    with plan(args) as planner:
        copy = back_up_to(planner) if args.file is None else copy_to_move(planner, given_path(args.file))
    if args.json:
        print_json({"file": str(copy)})
    else:
        line(tr("Copied the plan to {path}", path=spoken(copy)))
    return 0


def restore(args: argparse.Namespace) -> int:
    """Put a backup in place of the library."""
    from planner.app.bootstrap import opened
    from planner.services import libraries

    copy = given_path(args.file)
    with place(args) as found:
        before = libraries.restore(found.path, copy)
        if not found.temporary:
            try:
                with opened(found) as planner:
                    rewrite_live_file(planner)
            except LibraryError as error:
                complain(tr("It was restored, but cannot be opened: {reason}", reason=error.aside))
        if args.json:
            print_json({"library": str(found.path), "restored": str(copy), "before": before and str(before)})
            return 0
        line(tr("Restored {path} from {copy}", path=spoken(found.path), copy=spoken(copy)))
        if before is not None:
            line(tr("What was there before is in {path}", path=spoken(before)))
    return 0


def check(args: argparse.Namespace) -> int:
    """Examine the library."""
    from planner.services import libraries

    with place(args) as found:
        if found.temporary:
            libraries.open_plan(found.path, create=True).close()
        problems = libraries.check(found.path)
    if args.json:
        print_json({"ok": not problems, "problems": problems})
    elif not problems:
        line(tr("{path} is whole.", path=spoken(found.path)))
    else:
        for problem in problems:
            line(problem)
    if problems:
        complain(
            trn(
                "The plan file has {n} problem; restore a backup with “planner restore”.",
                "The plan file has {n} problems; restore a backup with “planner restore”.",
                len(problems),
            )
        )
    return 1 if problems else 0
