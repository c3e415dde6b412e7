"""Translations are read, checked, brought up to the messages and compiled, without gettext on the machine."""

import io
from gettext import GNUTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.config.text import OFFERED_FROM, installed_languages
from tests.translations.scripts import catalogues

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n'
TWO = HEADER.format("nplurals=2; plural=n != 1;")
THREE = HEADER.format("nplurals=3; plural=n==1 ? 0 : n<5 ? 1 : 2;")


def entry(one: str, *said: str, many: str = "", before: str = "") -> str:
    lines = [before] if before else []
    lines += [f'msgid "{one}"', *([f'msgid_plural "{many}"'] if many else [])]
    lines += [f'msgstr[{n}] "{text}"' for n, text in enumerate(said)] if many else [f'msgstr "{said[0]}"']
    return "\n" + "\n".join(lines) + "\n"


def faults(text: str) -> list[str]:
    try:
        catalogues.checked(text, "de.po")
    except catalogues.FaultyCatalogueError as error:
        return list(error.faults)
    return []


def test_a_good_catalogue_is_compiled_and_read_by_gettext() -> None:
    text = THREE + entry("Move", "Przesuń") + entry("{n} card", "karta", "karty", "kart", many="{n} cards")
    text += entry("Left out", "")
    read = GNUTranslations(io.BytesIO(catalogues.compiled(catalogues.checked(text, "pl.po"))))
    assert read.gettext("Move") == "Przesuń"
    assert [read.ngettext("{n} card", "{n} cards", n) for n in (1, 2, 5)] == ["karta", "karty", "kart"]
    assert read.gettext("{n} card") == "karta"
    assert read.gettext("Left out") == "Left out"
    assert (read.info()["x-translated"], read.info()["x-messages"]) == ("2", "3")


@given(st.dictionaries(st.text(min_size=1).filter(lambda text: "\0" not in text), st.text(min_size=1), max_size=8))
def test_any_texts_come_back(texts: dict[str, str]) -> None:
    clean = {one: said.replace("\0", "") or "x" for one, said in texts.items()}
    head = catalogues.entries_of(TWO, "x")
    entries = [*head, *(catalogues.Entry(one, "", (said,)) for one, said in clean.items())]
    read = GNUTranslations(io.BytesIO(catalogues.compiled(entries)))
    assert {one: read.gettext(one) for one in clean} == clean
    assert catalogues.entries_of(catalogues.written(entries), "x")[1:] == [
        each._replace(line=found.line) for each, found in
        zip(entries[1:], catalogues.entries_of(catalogues.written(entries), "x")[1:], strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (entry("Move", "Bewegen"), "it has no header"),
        (HEADER.format("nplurals=2;"), "has no line “Plural-Forms"),
        (TWO + entry("Move {title}", "{titel} bewegen"), "de.po:6: “{titel} bewegen” has the unknown field {titel}"),
        (TWO + entry("Move {title}", "Bewegen"), "lacks the field {title}"),
        (TWO + entry("Move {title}", "{title bewegen"), "cannot be filled"),
        (TWO + entry("&File", "Datei"), "access keys"),
        (TWO + entry("Move", "Bewegen "), "begins or ends with a blank"),
        (TWO + entry("{n} card", "Karte", many="{n} cards"), "has 1 plural forms; the language has 2"),
        (TWO + entry("{n} card", "Karte", "", many="{n} cards"), "has some of its plural forms and lacks others"),
        (TWO + entry("Move", "A") + entry("Move", "B"), "de.po:9: “Move” stands in line 6 already"),
        (TWO + "\nnonsense\n", "de.po:6: this is no part of a catalogue"),
        (TWO + '\nmsgid "a" "\nmsgstr ""\n', "de.po:6: the quotation marks"),
    ],
)
def test_each_fault_is_named_with_its_line(text: str, complaint: str) -> None:
    assert any(complaint in fault for fault in faults(text)), faults(text)


def test_a_plural_may_leave_the_number_out_and_a_doubtful_text_is_not_checked() -> None:
    assert faults(TWO + entry("{n} card", "eine Karte", "{n} Karten", many="{n} cards")) == []
    assert faults(TWO + entry("Move {title}", "Was", before="#, fuzzy")) == []


def test_new_messages_come_in_old_ones_go_and_likely_ones_are_marked() -> None:
    old = entry("Move “{title}” to the step", "A") + entry("Gone", "Weg") + entry("Stays", "Bleibt", before="# mine")
    new = entry("Move “{title}” to a step", "") + entry("Stays", "") + entry("New", "")
    known, template = catalogues.entries_of(TWO + old, "x"), catalogues.entries_of(TWO + new, "x")
    found = catalogues.merged(template, known)
    assert [(each.one, each.said, each.comments) for each in found[1:]] == [
        ("Move “{title}” to a step", ("A",), ("#, fuzzy",)),
        ("Stays", ("Bleibt",), ("# mine",)),
        ("New", ("",), ()),
    ]
    assert [each.is_translated for each in found[1:]] == [False, True, False]


@pytest.mark.parametrize("path", catalogues.catalogues(), ids=lambda path: path.parts[-3])
def test_what_ships_is_without_fault_and_compiled(path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    template = catalogues.entries_of((catalogues.FOLDER / "planner.pot").read_text(encoding="utf-8"), "planner.pot")
    text = path.read_text(encoding="utf-8")
    entries = catalogues.merged(template, catalogues.checked(text, path.name))
    assert catalogues.written(entries) == text, "run `make messages`"
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(entries), "run `make translations`"
    share = sum(each.is_translated for each in entries[1:]) / (len(entries) - 1)
    assert (path.parts[-3] in installed_languages()) == (share >= OFFERED_FROM)
