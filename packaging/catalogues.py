"""Translations: brings .po files up to the messages, checks them, and compiles them to .mo files.

``make messages`` merges and ``make translations`` compiles. Both formats are those of the GNU gettext manual (“The
Format of PO Files”, “The Format of GNU MO Files”); nothing of gettext has to be installed.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "resources" / "translations"
_ALIKE: Final = 0.8
_MAGIC: Final = 0x950412DE
_LINE: Final = re.compile(r'(?:(msgid|msgid_plural|msgstr|msgstr\[(\d+)\])\s+)?(".*")')
_PLURALS: Final = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)")


class Entry(NamedTuple):
    """A message and its translation: one text, or one for each plural form. ``line`` is where it begins, from 1."""

    one: str
    many: str = ""
    said: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    line: int = 0

    @property
    def is_translated(self) -> bool:
        """Whether each form has a text that nobody marked as doubtful."""
        doubtful = any(comment.startswith("#,") and "fuzzy" in comment for comment in self.comments)
        return bool(self.said) and all(self.said) and not doubtful


class FaultyCatalogueError(Exception):
    """A .po file that cannot be read, or must not be shipped; each fault is a sentence with its line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


# ------------------------------------------------------------------ reading


def entries_of(text: str, name: str) -> list[Entry]:
    """The entries of a .po or .pot file, the header (whose message is empty) first.

    :raises FaultyCatalogueError: where a line is no part of such a file.
    """
    found: list[Entry] = []
    comments: list[str] = []
    parts: dict[str, list[str]] = {}
    at, key = 0, ""

    def close() -> None:
        nonlocal parts, comments, key
        if parts:
            texts = {each: "".join(lines) for each, lines in parts.items()}
            said = tuple(texts[each] for each in sorted(texts, key=_form) if each.startswith("msgstr"))
            found.append(Entry(texts.get("msgid", ""), texts.get("msgid_plural", ""), said, tuple(comments), at))
            comments = []
        parts, key = {}, ""

    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            if parts:
                close()
            if stripped and not stripped.startswith("#~"):
                comments.append(stripped)
            continue
        match = _LINE.fullmatch(stripped)
        if match is None or not (match[1] or key):
            raise FaultyCatalogueError([f"{name}:{number}: this is no part of a catalogue: {stripped[:60]}"])
        if match[1] == "msgid":
            close()
            at = number
        if match[1] in parts:
            raise FaultyCatalogueError([f"{name}:{number}: {match[1]} stands here a second time"])
        key = match[1] or key
        parts.setdefault(key, []).append(_text(match[3], f"{name}:{number}"))
    close()
    return found


def _form(key: str) -> int:
    digits = re.sub(r"\D", "", key)
    return int(digits) if digits else 0


def _text(quoted: str, where: str) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        raise FaultyCatalogueError([f"{where}: the quotation marks of this line do not match"]) from None


def plural_forms(header: str) -> tuple[int, str]:
    """How many plural forms a language has, and the rule in C that chooses one. Raises ValueError."""
    match = _PLURALS.search(header)
    if match is None:
        raise ValueError("the header has no line “Plural-Forms: nplurals=...; plural=...;”")
    c2py(match[2])
    return int(match[1]), match[2]


# ------------------------------------------------------------------ checking


def faults_of(entries: list[Entry], name: str) -> list[str]:
    """What a translator has to mend, a sentence each."""
    if not entries or entries[0].one:
        return [f"{name}: it has no header, which is the translation of the empty message"]
    header = entries[0]
    try:
        count, _ = plural_forms(header.said[0])
    except ValueError as error:
        return [f"{name}:{header.line}: {error}"]
    found: list[str] = []
    seen: dict[str, int] = {}
    for entry in entries[1:]:
        where = f"{name}:{entry.line}"
        if entry.one in seen:
            found.append(f"{where}: “{entry.one}” stands in line {seen[entry.one]} already")
        seen[entry.one] = entry.line
        if entry.is_translated:
            found += [f"{where}: {what}" for what in _faults(entry, count)]
        elif any(entry.said) and not all(entry.said):
            found.append(f"{where}: “{entry.one}” has some of its plural forms and lacks others")
    return found


def checked(text: str, name: str) -> list[Entry]:
    """The entries of a .po file that may be shipped. Raises FaultyCatalogueError with all its faults."""
    entries = entries_of(text, name)
    faults = faults_of(entries, name)
    if faults:
        raise FaultyCatalogueError(faults)
    return entries


def _faults(entry: Entry, count: int) -> Iterator[str]:
    if len(entry.said) != (count if entry.many else 1):
        yield f"“{entry.one}” has {len(entry.said)} plural forms; the language has {count}"
    known = _fields(entry.one) | _fields(entry.many)
    needed = _fields(entry.many or entry.one)
    for said in entry.said:
        try:
            has = _fields(said)
        except ValueError as error:
            yield f"“{said}” cannot be filled: {error}"
            continue
        unknown, missing = has - known, needed - has
        if entry.many:
            missing -= {"n"}  # “one card” needs no number
        if unknown:
            yield f"“{said}” has the unknown field {_named(unknown)}; “{entry.one}” has {_named(known) or 'none'}"
        if missing:
            yield f"“{said}” lacks the field {_named(missing)} of “{entry.one}”"
        if said != said.strip():
            yield f"“{said}” begins or ends with a blank"
        if _keys(entry.one) != _keys(said):
            yield f"“{said}” has not as many access keys (&) as “{entry.one}”"


def _fields(template: str) -> set[str]:
    return {f"{name}!{conversion}" if conversion else name
            for _, name, _, conversion in Formatter().parse(template) if name is not None}  # fmt: skip


def _named(fields: set[str]) -> str:
    return ", ".join(f"{{{each}}}" for each in sorted(fields))


def _keys(text: str) -> int:
    return len(re.findall(r"&(?=\w)", text.replace("&&", "")))


# ------------------------------------------------------------------ merging


def merged(template: list[Entry], known: list[Entry]) -> list[Entry]:
    """The messages of the template with the translations that are known; what is no longer said is left out.

    A message that is much like one that is no longer said takes its translation, marked as doubtful (``fuzzy``).
    """
    wanted = {(each.one, each.many) for each in template}
    said = {(each.one, each.many): each for each in known}
    unused = {each.one: each for each in known[1:] if (each.one, each.many) not in wanted and all(each.said)}
    for entry in template[1:]:
        alike = get_close_matches(entry.one, unused, 1, _ALIKE) if (entry.one, entry.many) not in said else []
        if alike and bool(unused[alike[0]].many) == bool(entry.many):
            said[entry.one, entry.many] = unused[alike[0]]._replace(comments=("#, fuzzy",))
    count, _ = plural_forms(known[0].said[0])
    found = [known[0]]
    for entry in template[1:]:
        old = said.get((entry.one, entry.many))
        empty = ("",) * (count if entry.many else 1)
        doubtful = old is not None and any("fuzzy" in each for each in old.comments if each.startswith("#,"))
        own = [each for each in old.comments if re.match(r"#( |$)", each)] if old is not None else []
        comments = (*own, *entry.comments, *(["#, fuzzy"] if doubtful else []))
        found.append(entry._replace(said=empty if old is None else old.said, comments=comments))
    return found


def written(entries: list[Entry]) -> str:
    """The text of a .po file."""
    return "\n".join(_written(entry) for entry in entries)


def _written(entry: Entry) -> str:
    lines = [*entry.comments]
    if not entry.one:
        lines += ['msgid ""', 'msgstr ""', *(_quoted(line) for line in entry.said[0].splitlines(keepends=True))]
        return "\n".join(lines) + "\n"
    lines.append(f"msgid {_quoted(entry.one)}")
    if entry.many:
        lines.append(f"msgid_plural {_quoted(entry.many)}")
        lines += [f"msgstr[{place}] {_quoted(said)}" for place, said in enumerate(entry.said)]
    else:
        lines.append(f"msgstr {_quoted(entry.said[0])}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    escaped = escaped.replace("\t", "\\t").replace("\r", "\\r")
    return f'"{escaped}"'


# ------------------------------------------------------------------ compiling


def compiled(entries: list[Entry]) -> bytes:
    """The bytes of the .mo file: what is translated, and in its header how much of all that is.

    A singular is found by itself too, as it may be said elsewhere without a number.
    """
    header = entries[0].said[0]
    _, rule = plural_forms(header)
    done = [each for each in entries[1:] if each.is_translated]
    texts = {each.one: each.said[c2py(rule)(1)] for each in done if each.many}
    texts |= {f"{each.one}\0{each.many}": "\0".join(each.said) for each in done if each.many}
    texts |= {each.one: each.said[0] for each in done if not each.many}
    texts[""] = f"{header.rstrip()}\nX-Translated: {len(done)}\nX-Messages: {len(entries) - 1}\n"
    return _packed({one.encode(): said.encode() for one, said in texts.items()})


def _packed(texts: dict[bytes, bytes]) -> bytes:
    """A catalogue of sorted texts (version 0, little-endian, without a hash table)."""
    keys = sorted(texts)
    head, row = 28, 8
    originals, translations = head, head + row * len(keys)
    at = translations + row * len(keys)
    table, body = b"", b""
    for each in (*keys, *(texts[key] for key in keys)):
        table += struct.pack("<II", len(each), at + len(body))
        body += each + b"\0"
    return struct.pack("<7I", _MAGIC, 0, len(keys), originals, translations, 0, 0) + table + body


# ------------------------------------------------------------------ the commands


def catalogues() -> list[Path]:
    """The .po file of each language."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/planner.po"))


def main(command: str) -> int:
    """``merge`` brings the .po files up to planner.pot, ``compile`` makes the .mo files. Gives 1 for faults."""
    failed = False
    template = entries_of((FOLDER / "planner.pot").read_text(encoding="utf-8"), "planner.pot")
    for path in catalogues():
        name = path.relative_to(ROOT).as_posix()
        try:
            entries = merged(template, checked(path.read_text(encoding="utf-8"), name))
        except FaultyCatalogueError as error:
            failed = True
            print(error, file=sys.stderr)
            continue
        if command == "merge":
            path.write_text(written(entries), encoding="utf-8")
        else:
            path.with_suffix(".mo").write_bytes(compiled(entries))
        done = sum(each.is_translated for each in entries[1:])
        print(f"{name}: {done} of {len(entries) - 1} messages, {100 * done / max(1, len(entries) - 1):.1f} %")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "compile"))
