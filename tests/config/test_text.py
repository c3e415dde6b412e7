"""Texts are looked up, filled, pluralised and pseudo-localised."""

import struct
from pathlib import Path

import pytest

from planner.config import text
from planner.config.text import begun, mark, set_language, tr, trn, within
from tests.conftest import AllowLog


def catalogue(messages: dict[str, str]) -> bytes:
    """The bytes of a little-endian .mo file (GNU gettext manual, 10.3)."""
    keys = sorted(messages)
    originals = [key.encode() for key in keys]
    translations = [messages[key].encode() for key in keys]
    count = len(keys)
    start = 28 + 16 * count
    table, body = b"", b""
    for entry in (*originals, *translations):
        table += struct.pack("<II", len(entry), start + len(body))
        body += entry + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0) + table + body


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "translations" / "de" / "LC_MESSAGES" / "planner.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        catalogue({
            "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"
            "X-Translated: 95\nX-Messages: 100\n",
            "Move “{title}”": "„{title}“ verschieben",
            "{n} card\0{n} cards": "{n} Karte\0{n} Karten",
            "Broken {title}": "Kaputt {titel}",
        })
    )
    monkeypatch.setattr(text, "resource", tmp_path.joinpath)
    return path


def test_fields_are_filled() -> None:
    assert tr("Move “{title}” to {status}", title="A", status="Done") == "Move “A” to Done"


def test_braces_of_a_value_are_kept() -> None:
    assert tr("Move “{title}”", title="{x} {0}") == "Move “{x} {0}”"


def test_a_text_without_fields_is_itself() -> None:
    assert tr("100 % done") == "100 % done"
    assert tr("Write {{name}}") == "Write {name}"


def test_a_field_that_is_not_given_is_a_fault() -> None:
    with pytest.raises(KeyError):
        tr("Move “{title}”")


def test_plurals_of_english() -> None:
    assert [trn("{n} card", "{n} cards", n) for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]
    assert trn("One card in {step}", "{n} cards in {step}", 1, step="X") == "One card in X"


def test_a_catalogue_translates(german: Path) -> None:
    assert set_language("de") == "de"
    assert text.language() == "de"
    assert tr("Move “{title}”", title="A") == "„A“ verschieben"
    assert trn("{n} card", "{n} cards", 2) == "2 Karten"
    assert tr("Not translated") == "Not translated"
    assert text.installed_languages() == ("en", "de")


def test_what_lacks_much_can_be_tried_by_its_name_and_is_not_offered(
    german: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german.write_bytes(german.read_bytes().replace(b"X-Translated: 95", b"X-Translated: 94"))
    assert text.installed_languages() == ("en",)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert set_language("system") == "en"
    assert set_language("de") == "de"


def test_what_does_not_say_how_much_it_has_is_not_offered(german: Path) -> None:
    german.write_bytes(german.read_bytes().replace(b"X-Messages", b"Y-Messages"))
    assert text.installed_languages() == ("en",)


def test_a_region_falls_back_to_its_language_and_a_stranger_to_english(german: Path) -> None:
    assert set_language("de_AT") == "de"
    assert set_language("xx") == "en"
    assert set_language("../de") == "en"


def test_a_bad_translation_does_not_take_the_text_away(german: Path, allow_log: AllowLog) -> None:
    allow_log("translation of 'Broken")
    set_language("de")
    assert tr("Broken {title}", title="A") == "Broken A"


def test_a_damaged_catalogue_is_reported_and_skipped(german: Path, allow_log: AllowLog) -> None:
    allow_log("catalogue of the language de cannot be read")
    german.write_bytes(b"nonsense")
    assert set_language("de") == "en"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "C"),
        ({"LANG": "en_GB", "LANGUAGE": "fr:de"}, "de"),
        ({}, "en"),
    ],
)
def test_the_system_is_asked(
    german: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert set_language("system") == expected


def test_pseudo_is_longer_bracketed_accented_and_keeps_fields_and_access_keys() -> None:
    set_language("pseudo")
    shown = tr("&Move “{title}” to the {n:02d}th step", title="plain", n=3)
    assert shown.startswith("[&M")
    assert shown.endswith("]")
    assert "“plain”" in shown
    assert "03" in shown
    assert "Move" not in shown
    source = "Nothing is planned for the next two weeks"
    assert len(tr(source)) >= 1.4 * len(source)


def test_pseudo_plurals_and_braces() -> None:
    set_language("pseudo")
    assert "3" in trn("{n} card", "{n} cards", 3)
    assert "{" in tr("Write {{name}}")


def test_a_word_within_a_sentence_keeps_the_large_letter_of_german_nouns(german: Path) -> None:
    assert [within("Course"), begun("call for papers")] == ["course", "Call for papers"]
    set_language("de")
    assert [within("Kurs"), begun("angemeldet")] == ["Kurs", "Angemeldet"]


def test_mark_is_the_text_itself() -> None:
    assert mark("To do") == "To do"
