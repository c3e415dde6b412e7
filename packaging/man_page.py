"""Writes the manual page planner(1) from the grammar of the command line: ``python packaging/man_page.py > planner.1``.

The format is man(7). What the page says of a command is what ``planner COMMAND --help`` says.
"""

import argparse
import sys
from collections.abc import Iterator

import planner
from planner.cli.run import build_parser

ENVIRONMENT = (
    ("PLANNER_LIBRARY", "The plan file to use unless one is named."),
    ("PLANNER_DATA_DIR", "The folder of the plan file and its backups."),
    ("PLANNER_CONFIG_DIR", "The folder of this machine's settings and of the log."),
)
EXIT_CODES = (
    ("0", "It is done."),
    ("1", "It failed; one line on the error output says what and where."),
    ("2", "The command line was wrong."),
)


def main() -> None:
    """Prints the page."""
    sys.stdout.write("\n".join(_page()) + "\n")


def _page() -> Iterator[str]:
    parser = build_parser()
    yield f'.TH PLANNER 1 "" "planner {planner.__version__}" "User Commands"'
    yield from (".nh", ".ad l")  # nothing is hyphenated or stretched: most of it is names of commands and options
    yield ".SH NAME"
    yield r"planner \- plan your roadmap, skills, certifications and conferences"
    yield ".SH SYNOPSIS"
    yield from (".B planner", r"[\fIOPTIONS\fR] [\fICOMMAND\fR ...]", ".br", ".B planner", r"\fIFILE\fR ...")
    yield ".SH DESCRIPTION"
    yield _text(parser.description or "")
    yield "With files it opens its window and shows what they would bring."
    yield "Everything lies in one plan file on this computer; nothing goes over a network."
    yield ".SH OPTIONS"
    known: set[str] = set()
    yield from _options(parser, known)
    yield ".SH COMMANDS"
    yield "Each command takes the options that say which plan is meant;"
    yield r"\fBplanner\fR \fICOMMAND\fR \fB\-\-help\fR explains it."
    for name, command in _commands(parser):
        yield ".SS " + _text(name)
        yield _text(command.description or "")
        yield from _options(command, known)
    yield ".SH ENVIRONMENT"
    yield from _terms(ENVIRONMENT)
    yield ".SH EXIT STATUS"
    yield from _terms(EXIT_CODES)
    yield ".SH FILES"
    yield r"The plan is \fIplanner.db\fR in the data folder, usually \fI~/.local/share/planner-desktop\fR;"
    yield r"its backups lie in \fIbackups\fR beside it. The command \fBplanner status\fR says where."


def _commands(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    return [(name, command) for group in groups for name, command in group.choices.items()]


def _options(parser: argparse.ArgumentParser, known: set[str]) -> Iterator[str]:
    """The arguments of a command but those in ``known``, to which the program's own are added."""
    is_program = not known
    for action in parser._actions:  # noqa: SLF001
        if action.help in (None, argparse.SUPPRESS) or isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            continue
        if known.intersection(action.option_strings) and not is_program:
            continue
        if is_program:
            known.update(action.option_strings)
        value = "" if action.nargs == 0 else str(action.metavar or " | ".join(map(str, action.choices or ())))
        names = ", ".join(action.option_strings)
        yield ".TP"
        yield rf"\fB{_text(names)}\fR \fI{_text(value)}\fR" if names else rf"\fI{_text(value)}\fR"
        yield _text(parser._get_formatter()._expand_help(action))  # noqa: SLF001


def _terms(terms: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for term, meaning in terms:
        yield from (".TP", rf"\fB{_text(term)}\fR", _text(meaning))


def _text(text: str) -> str:
    """One line as the formatter takes it: nothing in it is a request, an escape or a soft hyphen."""
    line = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    for sign, name in (("“", r"\(lq"), ("”", r"\(rq"), ("…", "..."), ("’", r"\(cq"), ("–", r"\(en"), ("·", r"\(bu")):
        line = line.replace(sign, name)
    return r"\&" + line if line.startswith((".", "'")) else line


if __name__ == "__main__":
    main()
