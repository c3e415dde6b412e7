"""Every message of the program can be found and translated: one literal, whole, with typographic marks."""

import pytest

from tests.translations.scripts import messages

HEAD = "from planner.config.text import mark, tr, trn\n"


def of(source: str) -> tuple[list[tuple[str, str]], list[str]]:
    found = messages.messages_of({"planner/x.py": HEAD + source})
    return [(each.one, each.many) for each in found.found], [str(fault) for fault in found.faults]


def test_the_template_is_that_of_the_source_and_nothing_hinders_translation() -> None:
    found = messages.messages_of(messages.sources())
    assert [str(fault) for fault in found.faults] == []
    written = messages.TEMPLATE.read_text(encoding="utf-8")
    assert messages.template(found.found) == written, "run `make messages`"


def test_messages_of_all_calls_are_found_with_their_files_and_comments() -> None:
    source = HEAD + (
        'tr("Move “{title}”", title=x)\n'
        "# Translators: a card of the board,\n"
        "# not of a bank.\n"
        'trn("{n} card", "{n} cards", n)\n'
        'mark("To do")\ntr("Yes" if x else "No")\ntr(word)\ntr(table[x])\n'
    )
    other = 'from planner.domain.errors import tr\ntr("To do")\n'
    found = messages.messages_of({"planner/x.py": source, "planner/a.py": other})
    assert not found.faults
    assert [each.one for each in found.found] == ["To do", "Move “{title}”", "{n} card", "Yes", "No"]
    assert found.found[0].files == ["planner/a.py", "planner/x.py"]
    assert found.found[2].comments == ["Translators: a card of the board, not of a bank."]
    assert messages.template([found.found[2]]).endswith(
        "\n#. Translators: a card of the board, not of a bank.\n#: planner/x.py\n#, python-brace-format\n"
        'msgid "{n} card"\nmsgid_plural "{n} cards"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )


def test_a_method_of_another_thing_is_no_message() -> None:
    found = messages.messages_of({"planner/x.py": "mark(of, parsed)\nrect.translate(1, 2)\n"})
    assert (found.found, found.faults) == ([], [])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('tr(f"Move {x}")', "a message is one literal"),
        ('tr("Move " + x)', "a message is one literal"),
        ("trn(one, many, n)", "both forms stand in the call itself"),
        ('tr("Move ")', "begins or ends with a blank"),
        ('tr("Move...")', "three dots"),
        ("tr('“Move” \"it\"')", "straight quotation mark"),
        ('tr("the calendar\'s colour")', "straight quotation mark"),
        ('tr("{x")', "is no template"),
        ('trn("{n} card of {step}", "{n} cards", n)', "have different fields"),
        ('trn("{n} card", "{n} cards", n)\ntrn("{n} card", "{n} carte", n)', "has two plurals"),
        ('tr("Move") + " to " + x', "words are glued"),
        ("f\"{tr('Move')} to {x}\"", "words are glued"),
        ("f\"{tr('Move')}{tr('To do')}\"", "two messages are glued"),
    ],
)
def test_what_cannot_be_translated_is_named(source: str, complaint: str) -> None:
    faults = of(source)[1]
    assert any(complaint in fault for fault in faults), faults
    assert faults[0].startswith("planner/x.py:")


@pytest.mark.parametrize(
    "source", ["f\"{tr('Move')} · {tr('To do')}\"", 'tr("Calendar") + " (*.ics)"', "f\"{tr('a')}.csv\""]
)
def test_neutral_marks_may_stand_between(source: str) -> None:
    assert of(source)[1] == []
