"""Badges against a plan: which goal each is of, what differs, what an import says, and the ones that are kept."""

import os
import random
import zlib
from pathlib import Path

import pytest

from planner.domain.errors import ExchangeError
from planner.domain.model import Activity, Attachment, Certification
from planner.domain.words import ActivityId
from planner.services.actions.badges import TakeBadge
from planner.services.actions.details import EditDetail
from planner.services.actions.skills import AddSkill
from planner.services.actions.trash import TrashActivities
from planner.services.badges import (
    badge_in,
    badge_to_ask_about,
    check_words,
    facts,
    holds_badge,
    kept_badges,
    names_somebody,
    other_findings,
    owner_words,
    picture_of,
    read_badge_file,
    recipient_finding,
    save_badge,
)
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.exchange.badge_files import ALICE, FORMS, PLACE, assertion, badge_class, chunk, picture, written
from tests.exchange.badge_fuzz import damaged
from tests.services.badge_plan import badge, badge_of, card, goal, looked, matched, told
from tests.services.reading import everything, only, rows

# -- which goal it is of ---------------------------------------------------------------------------------------------


def test_the_credential_decides_before_the_name(planner: Planner) -> None:
    by_name = goal(planner)
    by_id = goal(planner, "Something else", provider="Robots & Co")
    found = matched(planner, badge())
    assert found is not None
    assert found.activity_id == by_name
    planner.run(EditDetail(by_id, (("credential_id", PLACE),)))
    found = matched(planner, badge())
    assert found is not None
    assert found == (by_id, "It has the same credential ID.", False)


def test_another_name_of_the_same_award_is_told(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    mine = goal(planner, "Robot maker (RM)")
    planner.run(EditDetail(mine, (("credential_id", PLACE),)))
    path.write_bytes(badge_of("Robot breaker").data)
    (report,) = import_files(planner, [path], dry_run=True)
    assert report.skipped == (
        ("b.json, Name", "the badge says “Robot breaker”; “Robot maker (RM)” of the plan was kept"),
    )
    path.write_bytes(badge_of("ROBOT Maker").data)
    (report,) = import_files(planner, [path], dry_run=True)
    assert report.skipped == ()


def test_a_short_identifier_counts_with_its_issuer(planner: Planner) -> None:
    other = goal(planner, "Something else", provider="Another issuer")
    planner.run(EditDetail(other, (("credential_id", "7"),)))
    old = badge_in(FORMS["1.1 JSON"], "old.json")
    assert old.badge.credential_id == "7"
    assert matched(planner, old) is None
    planner.run(EditDetail(other, (("issuer", "Robots & Co"),)))
    assert matched(planner, old) is not None


def test_names_decide_with_their_issuer(planner: Planner) -> None:
    goal(planner, "Robot maker", provider="Another issuer")
    assert matched(planner, badge()) is None
    same = goal(planner, "robot maker", provider="ROBOTS & CO")
    found = matched(planner, badge())
    assert found is not None
    assert found.activity_id == same


def test_codes_and_the_catalogue_know_other_spellings(planner: Planner) -> None:
    mine = goal(planner, "The PMP thing", provider="PMI")
    planner.run(EditDetail(mine, (("code", "PMP"),)))
    file = badge_of("Project Management Professional (PMP)®", "Project Management Institute")
    found = matched(planner, file)
    assert found is not None
    assert found.activity_id == mine


def test_what_is_begun_comes_before_ideas_and_certifications_before_courses(planner: Planner) -> None:
    goal(planner)
    course = goal(planner, kind="course")
    assert looked(planner, badge(), course).kind == "course"
    held = goal(planner, held=True)
    found = matched(planner, badge())
    assert found is not None
    assert found.activity_id == held


def test_a_course_of_the_name_is_met(planner: Planner) -> None:
    course = goal(planner, kind="course")
    found = matched(planner, badge())
    assert found is not None
    assert found.activity_id == course
    assert told(looked(planner, badge(), course)).fills == {
        "provider": "Robots & Co",
        "state": "considering → completed",
        "certificate": "yes",
        "award": PLACE,
        "criteria": "https://example.org/robots.html",
    }


# -- what differs ----------------------------------------------------------------------------------------------------


def test_a_new_one_is_filled_in_whole(planner: Planner) -> None:
    found = looked(planner, badge())
    assert (found.target, found.title, found.known, found.is_kept) == (None, "Robot maker", None, False)
    assert told(found) == (
        {
            "issuer": "Robots & Co",
            "issuer_url": "https://example.org/",
            "state": "passed",
            "issued_on": "2 Mar 2024",
            "expires": "1 Mar 2027",
            "credential_id": PLACE,
            "credential_url": PLACE,
            "criteria": "https://example.org/robots.html",
        },
        {},
    )


def test_now_and_then_stand_beside_each_other_only_where_they_differ(planner: Planner) -> None:
    mine = goal(planner, provider="robots & co®", held=True, issued_on="2024-03-02", expires_on="2026-12-31")
    planner.run(EditDetail(mine, (("credential_id", PLACE), ("credential_url", PLACE))))
    assert told(looked(planner, badge(), mine)) == (
        {"issuer_url": "https://example.org/", "criteria": "https://example.org/robots.html"},
        {"expires": "31 Dec 2026 → 1 Mar 2027"},
    )
    planner.run(TakeBadge(badge(), mine))
    again = looked(planner, badge(), mine)
    assert again.is_kept
    assert told(again) == ({}, {"expires": "31 Dec 2026 → 1 Mar 2027"})


def test_that_it_never_expires_is_said(planner: Planner) -> None:
    file = badge(expires=None)
    assert told(looked(planner, file)).fills["expires"] == "never"
    planner.run(TakeBadge(file))
    (held,) = rows(planner, Certification)
    assert told(looked(planner, badge("later.json"), held.activity_id)).asks["expires"] == "never → 1 Mar 2027"
    assert "expires" not in told(looked(planner, badge_of("PMP", "PMI", expires=None))).fills


def test_skills_of_the_plan_are_suggested_and_none_is_made(planner: Planner) -> None:
    for name in ("SOLDERING", "Welding"):
        planner.run(AddSkill(name, category="Hands"))
    assert [skill.name for skill in looked(planner, badge()).skills] == ["SOLDERING"]
    chosen = looked(planner, badge()).skills[0].skill_id
    taken = planner.run(TakeBadge(badge(), skills=((chosen, 2.0),))).added("activity")[0]
    assert looked(planner, badge(), ActivityId(taken)).skills == ()


def test_what_is_gone_cannot_be_filled_in(planner: Planner) -> None:
    with pytest.raises(ExchangeError, match="not in the plan any more"):
        looked(planner, badge(), ActivityId(99))


# -- importing it ----------------------------------------------------------------------------------------------------


def counts(report: Report) -> tuple[int, int, int]:
    return report.new, report.changed, report.unchanged


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with badges in three forms, and files that are none."""
    made = tmp_path / "badges"
    (made / "more").mkdir(parents=True)
    (made / "a.json").write_bytes(FORMS["2.0 JSON"])
    (made / "b.png").write_bytes(FORMS["3.0 PNG"])
    (made / "more" / "c.jwt").write_bytes(FORMS["3.0 signed"])
    (made / "photo.png").write_bytes(picture())
    (made / "notes.jwt").write_text("a.b.c")
    return made


def test_an_import_of_one_adds_it_and_again_changes_nothing(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "robot.png"
    path.write_bytes(FORMS["2.0 PNG"])
    (looked_at,) = import_files(planner, [path], dry_run=True)
    assert (looked_at.format, counts(looked_at), looked_at.written, looked_at.titles) == (
        "badge", (1, 0, 0), False, ("Robot maker",),
    )  # fmt: skip
    assert rows(planner, Activity) == []
    (report,) = import_files(planner, [path])
    assert (counts(report), report.written) == ((1, 0, 0), True)
    before = everything(planner)
    (again,) = import_files(planner, [path])
    assert (counts(again), again.written, again.skipped) == ((0, 0, 1), False, ())
    assert everything(planner) == before
    planner.undo()
    assert rows(planner, Activity) == []
    assert rows(planner, Attachment) == []
    (back,) = import_files(planner, [path])
    assert counts(back) == (1, 0, 0)


def test_a_folder_with_badges_is_one_step(planner: Planner, folder: Path) -> None:
    reports = import_files(planner, [folder])
    assert [(report.file.name, report.format, counts(report)) for report in reports] == [
        ("a.json", "badge", (1, 0, 0)),
        ("b.png", "badge", (0, 1, 0)),
        ("c.jwt", "badge", (0, 1, 0)),
    ]
    assert len(rows(planner, Activity)) == 1
    assert [kept.file.name for kept in planner.read(kept_badges, only(planner, Activity).id)] == [
        "c.jwt", "b.png", "a.json",
    ]  # fmt: skip
    assert planner.history().undo == "Import “badges”"
    planner.undo()
    assert rows(planner, Activity) == []
    assert [report.file.name for report in import_files(planner, [folder], file_format="badge")] == [
        "a.json", "b.png", "c.jwt",
    ]  # fmt: skip


def test_what_the_person_wrote_stays_and_is_told(planner: Planner, tmp_path: Path) -> None:
    mine = goal(planner, provider="My Robots & Co", held=True, issued_on="2024-01-01")
    planner.run(EditDetail(mine, (("credential_url", PLACE),)))
    (tmp_path / "b.json").write_bytes(FORMS["2.0 JSON"])
    (report,) = import_files(planner, [tmp_path / "b.json"])
    assert counts(report) == (0, 1, 0)
    ((title, fields),) = report.differences
    assert (title, fields) == ("Robot maker", ("issuer_url", "criteria", "badge"))
    assert [tuple(remark) for remark in report.skipped] == [
        ("b.json, Issuer", "the badge says “Robots & Co”; “My Robots & Co” of the plan was kept"),
        ("b.json, Issued on", "the badge says “2 Mar 2024”; “1 Jan 2024” of the plan was kept"),
        ("b.json, Expires", "the badge says “1 Mar 2027”; “never” of the plan was kept"),
    ]
    held = card(planner, mine).certification
    assert held is not None
    assert (held.issuer, held.issued_on, held.never_expires) == ("My Robots & Co", "2024-01-01", True)


def test_what_was_deleted_stays_deleted(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(FORMS["2.0 JSON"])
    import_files(planner, [tmp_path / "b.json"])
    planner.run(TrashActivities((only(planner, Activity).id,)))
    (report,) = import_files(planner, [tmp_path / "b.json"])
    assert (counts(report), report.written) == ((0, 0, 1), False)
    assert "is in the trash" in report.skipped[0].why


@pytest.mark.parametrize("name", ["badge", "badge.txt", "badge.md", "badge.csv", "badge.png", "badge.JSON"])
def test_a_badge_is_told_by_its_content(planner: Planner, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS["3.0 JSON"])
    assert holds_badge(tmp_path / name)
    (report,) = import_files(planner, [tmp_path / name], dry_run=True)
    assert (report.format, counts(report)) == ("badge", (1, 0, 0))


BOMB = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", (60_000).to_bytes(4, "big") * 2 + bytes((8, 6, 0, 0, 0)))
BAD = {
    "revoked": (written(assertion(revoked=True, revocationReason="Issued twice.")), "took it back: Issued twice."),
    "address": (written(assertion(badge="https://example.org/badges/7")), "does not say what it is for"),
    "only an address": (b"https://example.org/badges/7", "holds only the address of its badge"),
    "no badge": (picture(), "has no badge in it"),
    "cut off": (FORMS["2.0 PNG"][:-20], "was cut off"),
    "flipped": (FORMS["2.0 PNG"][:60] + b"!" + FORMS["2.0 PNG"][61:], "check sum of part 2"),
    "bad dates": (written(assertion(issuedOn="soon")), "is no date"),
    "class": (written({"@context": "https://w3id.org/openbadges/v2"} | badge_class()), "not that somebody earned it"),
}


@pytest.mark.parametrize("form", BAD)
def test_a_bad_file_is_one_sentence_and_writes_nothing(planner: Planner, tmp_path: Path, form: str) -> None:
    data, words = BAD[form]
    path = tmp_path / "b.png"
    path.write_bytes(data)
    before = everything(planner)
    for dry_run in (True, False):
        (report,) = import_files(planner, [path], dry_run=dry_run)
        assert not report.readable
        (remark,) = report.skipped
        assert words in remark.why
        assert "\n" not in remark.why
        assert remark.why.endswith(".")
    assert everything(planner) == before


def test_a_large_file_is_not_read(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(FORMS["2.0 PNG"])
    os.truncate(path, 200_000_000)
    (report,) = import_files(planner, [path])
    assert report.skipped[0].why.startswith("“huge.png” has 200 MB, but badges of up to 10 MB are read")
    with pytest.raises(ExchangeError, match="has 200 MB"):
        read_badge_file(path)
    os.mkfifo(tmp_path / "pipe.png")
    assert not holds_badge(tmp_path / "pipe.png")
    assert not holds_badge(tmp_path)
    assert badge_to_ask_about(tmp_path / "gone.png") is None


def test_damaged_files_never_do_half_a_thing(planner: Planner, tmp_path: Path) -> None:
    """The whole way in: 200 files, each compared and then imported; a refusal leaves every row as it was."""
    refused = 0
    for seed in range(200):
        chance = random.Random(seed)
        form = chance.choice(list(FORMS))
        data = damaged(FORMS[form], chance)
        path = tmp_path / ("b.png" if "PNG" in form else "b.jwt" if "signed" in form else "b.json")
        path.write_bytes(data)
        before = everything(planner)
        (looked_at,) = import_files(planner, [path], dry_run=True)
        assert everything(planner) == before, seed
        (report,) = import_files(planner, [path])
        assert report.readable == looked_at.readable, seed
        assert all("\n" not in remark.why for remark in report.skipped), seed
        if not report.readable:
            refused += 1
            assert everything(planner) == before, seed
        elif report.written:
            (again,) = import_files(planner, [path])
            assert not again.written, seed
            planner.undo()
            assert everything(planner) == before, seed
    assert 20 < refused < 200


# -- the badges that a plan keeps ------------------------------------------------------------------------------------


def test_kept_badges_come_newest_first_and_go_out_as_they_came(planner: Planner, tmp_path: Path) -> None:
    older = badge("older.json", issuedOn="2021-01-01T00:00:00Z")
    mine = ActivityId(planner.run(TakeBadge(badge("new.json"))).added("activity")[0])
    planner.run(TakeBadge(older, mine))
    found = planner.read(kept_badges, mine)
    assert [(one.file.name, one.badge and one.badge.issued_on) for one in found] == [
        ("new.json", "2024-03-02"),
        ("older.json", "2021-01-01"),
    ]
    save_badge(planner, found[1].file.id, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == older.data == found[1].data


def test_words_for_a_badge() -> None:
    file = badge_in(FORMS["2.0 PNG"], "b.png")
    assert owner_words(file.badge) == "Badge of Robots & Co"
    assert check_words(file.badge) == "Checked: structure, not the signature"
    assert recipient_finding(file.badge, ALICE).verdict == "right"
    assert recipient_finding(file.badge, "bob@example.org").verdict == "wrong"
    assert names_somebody(file.badge)
    assert ALICE not in " ".join(found.text for found in other_findings(file.badge))
    labels = dict(facts(file.badge))
    assert labels["Issued to"] == "Somebody whose address is only there as a hash"
    assert labels["Skills"] == "Robot programming, Soldering"


def test_a_picture_is_bare_and_bounded() -> None:
    text = FORMS["2.0 PNG"]
    assert picture_of(text) == picture()
    assert picture_of(FORMS["2.0 JSON"]) == b""
    assert picture_of(BOMB + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND")) == b""
    assert picture_of(text[:-1]) == b""
    animated = picture(chunk(b"acTL", bytes(8)), chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(100))))
    assert picture_of(animated) == picture()
