"""Writes resources/translations/planner.pot, every message of the program: ``make messages`` runs it.

A message is the literal in a call of ``tr``, ``trn`` or ``mark`` (:mod:`planner.config.text`); a comment that begins
with ``Translators:`` right above the call travels with it. References name files without lines, so that a line that
moves changes nothing here. The format is that of the GNU gettext manual, “The Format of PO Files”.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
TEMPLATE: Final = ROOT / "resources" / "translations" / "planner.pot"
_FUNCTIONS: Final = {"tr": 1, "trn": 2, "mark": 1}
_COMMENT: Final = "Translators:"
_HOMES: Final = {"planner.config.text", "planner.domain.errors"}
"""The modules that define the calls; a method of another thing with such a name is none."""

_HEAD: Final = r"""# Every message of Planner. Made from the source by `make messages`; do not edit it.
msgid ""
msgstr ""
"Project-Id-Version: planner\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"
"""


@dataclass
class Message:
    """A message: ``many`` is its plural, or empty; ``files`` are where it is said; ``comments`` help translators."""

    one: str
    many: str = ""
    files: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


class Fault(NamedTuple):
    """What is wrong with a call or a message, and where: a file with a line."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Messages(NamedTuple):
    """All messages in the order of the source, and what hinders their translation."""

    found: list[Message]
    faults: list[Fault]


def messages_of(sources: dict[str, str]) -> Messages:
    """The messages of sources, which are texts of Python by the names of their files."""
    known: dict[str, Message] = {}
    faults: list[Fault] = []
    for name, text in sorted(sources.items()):
        nodes = list(ast.walk(ast.parse(text)))
        notes = _notes(text)
        for call in _calls(nodes):
            where = f"{name}:{call.lineno}"
            if not _is_literal(call):
                faults += [Fault(where, what) for what in _hindrances(call)]
            for one, many in _literals(call):
                faults += [Fault(where, what) for what in _slips(one, many)]
                message = known.setdefault(one, Message(one))
                if many and message.many not in {"", many}:
                    faults.append(Fault(where, f"“{one}” has two plurals: “{message.many}” and “{many}”"))
                message.many = message.many or many
                if name not in message.files:
                    message.files.append(name)
                note = notes.get(call.lineno - 1, "")
                if note and note not in message.comments:
                    message.comments.append(note)
        faults += [Fault(f"{name}:{line}", what) for line, what in _glued(nodes)]
    return Messages(list(known.values()), faults)


def sources() -> dict[str, str]:
    """The program's own modules by their names from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "planner").rglob("*.py"))
    }


def template(messages: list[Message]) -> str:
    """The text of a .pot file."""
    return "\n".join([_HEAD, *(_entry(message) for message in messages)])


def _entry(message: Message) -> str:
    lines = [f"#. {comment}" for comment in message.comments]
    lines += [f"#: {name}" for name in message.files]
    if "{" in message.one + message.many:
        lines.append("#, python-brace-format")
    lines.append(f"msgid {quoted(message.one)}")
    if message.many:
        lines += [f"msgid_plural {quoted(message.many)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as a string of a .po file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def fields(template: str) -> set[str]:
    """The names of the fields in a message. Raises ValueError for one that ``str.format`` refuses."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


# ------------------------------------------------------------------ reading the source


def _notes(text: str) -> dict[int, str]:
    """The comments to translators by the line on which they end."""
    notes: dict[int, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith(f"# {_COMMENT}"):
            notes[number] = stripped[2:]
        elif stripped.startswith("# ") and number - 1 in notes:
            notes[number] = f"{notes.pop(number - 1)} {stripped[2:]}"
    return notes


def _calls(nodes: list[ast.AST]) -> Iterator[ast.Call]:
    homes = [each for each in nodes if isinstance(each, ast.ImportFrom) and each.module in _HOMES]
    ours = {alias.name for home in homes for alias in home.names}
    calls = [each for each in nodes if isinstance(each, ast.Call) and _function(each) in ours]
    return iter(sorted(calls, key=lambda call: (call.lineno, call.col_offset)))


def _function(node: ast.AST) -> str:
    """The name of the function of ours that is called; empty for any other node."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[_, *_]) if name in _FUNCTIONS:
            return name
    return ""


def _is_literal(call: ast.Call) -> bool:
    return all(_is_text(each) for each in call.args[: _FUNCTIONS[_function(call)]])


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _literals(call: ast.Call) -> Iterator[tuple[str, str]]:
    """The messages of a call with their plurals; those of both branches where it chooses."""
    if _function(call) == "trn":
        if len(call.args) > 1 and isinstance(call.args[0], ast.Constant) and isinstance(call.args[1], ast.Constant):
            yield str(call.args[0].value), str(call.args[1].value)
        return
    for each in _branches(call.args[0]):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
            yield each.value, ""


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def _hindrances(call: ast.Call) -> Iterator[str]:
    """Why a message cannot be found in the source: it is put together, or a plural that is not written in its call."""
    name = _function(call)
    if name == "trn":
        yield f"both forms stand in the call itself: {ast.unparse(call)[:80]}"
        return
    for each in _branches(call.args[0]):
        put_together = isinstance(each, ast.JoinedStr | ast.BinOp)
        if put_together or (name == "mark" and not _is_text(each)):
            yield f"a message is one literal: {ast.unparse(call)[:80]}"


def _slips(one: str, many: str) -> Iterator[str]:
    for text in filter(None, (one, many)):
        try:
            fields(text)
        except ValueError as error:
            yield f"“{text}” is no template: {error}"
            return
        if text != text.strip():
            yield f"“{text}” begins or ends with a blank"
        if re.search(r"(?<![A-Z])\.\.\.", text):  # FILE... is how usage lines say “several”
            yield f"“{text}” has three dots in place of “…”"
        if re.search(r"[\"`]|(?<!\w)'|'(?!\w)", text) or re.search(r"\w'\w", text):
            yield f"“{text}” has a straight quotation mark or apostrophe"
    if many and fields(one) - {"n"} != fields(many) - {"n"}:
        yield f"“{one}” and “{many}” have different fields"


# ------------------------------------------------------------------ sentences that are glued together

_NEUTRAL: Final = re.compile(r"[\s\d·,:;–—()*.#!\[\]<>/+%“”&|=-]*(\.(db|csv|ics|json|md|pdf|png|svg))?[\s*.()]*")
"""Marks and endings of files between two texts; words there would fix an order that another language has not."""


def _glued(nodes: list[ast.AST]) -> Iterator[tuple[int, str]]:
    """Translated texts that are joined with words, or with each other, into one sentence."""
    inner: set[int] = set()
    for node in nodes:
        if not isinstance(node, ast.BinOp | ast.JoinedStr) or id(node) in inner:
            continue
        parts = _parts(node)
        if not any(_is_looked_up(part) for part in parts):
            continue
        inner |= {id(each) for each in ast.walk(node) if isinstance(each, ast.BinOp)}
        words = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        bad = [each for each in words if not _NEUTRAL.fullmatch(each)]
        if bad:
            yield node.lineno, f"words are glued to a message: {ast.unparse(node)[:80]}"
        elif any(_is_looked_up(one) and _is_looked_up(two) for one, two in pairwise(parts)):
            yield node.lineno, f"two messages are glued together: {ast.unparse(node)[:80]}"


def _parts(node: ast.expr) -> list[ast.expr]:
    """The operands of a chain of ``+`` or of an f-string, in order."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [*(_parts(left) or [left]), *(_parts(right) or [right])]
        case ast.JoinedStr(values=values):
            return [each.value if isinstance(each, ast.FormattedValue) else each for each in values]
    return []


def _is_looked_up(node: ast.AST) -> bool:
    return _function(node) in {"tr", "trn"}


def main() -> int:
    """Writes the template; names every fault and gives 1 if there is one."""
    messages = messages_of(sources())
    for fault in messages.faults:
        print(fault, file=sys.stderr)
    TEMPLATE.write_text(template(messages.found), encoding="utf-8")
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(messages.found)} messages")
    return 1 if messages.faults else 0


if __name__ == "__main__":
    sys.exit(main())
