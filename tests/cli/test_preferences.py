"""The command that reads and writes preferences."""

from tests.cli.conftest import Run


def test_all_are_listed_with_what_they_are(made: Run) -> None:
    document = made("preferences", "--json").json
    assert document["theme"] == "system"
    assert document["text-size"] == 100
    assert document["currency"] is None
    assert document["reminders-exam"] == [20160, 10080, 1440]
    assert document["notifications"] is True
    assert "14 days, 7 days, 1 day" in made("preferences").out


def test_one_of_the_machine_is_read_and_changed_without_a_plan(run: Run) -> None:
    assert run("preferences", "theme").out == "system\n"
    assert run("preferences", "theme", "dark").out == "dark\n"
    assert run("preferences", "theme", "--json").json == {"theme": "dark"}
    assert run("preferences", "text-size", "150%").out == "150\n"
    assert run("preferences", "currency", "chf").out == "CHF\n"
    assert run("preferences", "currency", "none").out == "none\n"


def test_one_of_the_plan_is_changed_and_undone(made: Run) -> None:
    assert made("preferences", "limit-in-progress", "3").out == "3\n"
    assert made("preferences", "reminders-exam", "2 hours, 3 days").out == "3 days, 2 hours\n"
    assert made("preferences", "hours-a-week", "6").out == "6\n"
    assert made("undo", "--json").json == {"undone": "Change Hours a week"}
    assert made("preferences", "hours-a-week").out == "none\n"
    assert made("undo").out.startswith("Undone: Change the usual reminders")
    assert made("preferences", "limit-in-progress").out == "3\n"


def test_a_wrong_one_is_one_sentence_and_changes_nothing(made: Run, run: Run) -> None:
    for words, said in (
        (("theme", "pink"), "“pink” is no value for “Theme”. Choose one of system, light, dark."),
        (("week", "monday"), "There is no preference “week”."),
        (("live-file", "x.txt"), "does not end in .ics"),
        (("limit-to-do", "-1"), ""),
    ):
        result = run("preferences", *words)
        assert result.code in (1, 2)
        assert said in result.err
        assert result.out == ""
    assert made("preferences", "theme").out == "system\n"
    refused = run("--temporary", "preferences", "hours-a-week", "6")
    assert refused.code == 1
    assert "A throw-away plan keeps no preferences" in refused.err
