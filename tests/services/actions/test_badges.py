"""Taking badges: what each writes into a new or a known goal, what it leaves, and that one step takes it all back."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import (
    Activity,
    ActivitySkill,
    Attachment,
    Certification,
    Course,
    Deadline,
    Link,
    RenewalRule,
    Skill,
)
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, EditActivity, SetState
from planner.services.actions.attachments import RemoveAttachment
from planner.services.actions.badges import TakeBadge
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import EditDetail
from planner.services.actions.skills import AddSkill
from planner.services.planner import Change, Planner
from planner.services.queries.attachments import kept_file
from tests.exchange.badge_files import CRITERIA, PLACE, badge_class
from tests.services.badge_plan import badge, badge_of, card, goal, kept
from tests.services.reading import only, rows

TABLES = (Activity, Certification, Course, Deadline, Link, Attachment, ActivitySkill, RenewalRule)


def take(planner: Planner, action: TakeBadge) -> Change:
    """Runs it, takes it back and brings it again: everything must be as before, and as after."""
    before = [rows(planner, table) for table in TABLES]
    change = planner.run(action)
    after = [rows(planner, table) for table in TABLES]
    planner.undo()
    assert [rows(planner, table) for table in TABLES] == before
    planner.redo()
    assert [rows(planner, table) for table in TABLES] == after
    return change


def test_a_badge_of_nothing_in_the_plan_makes_a_certification(planner: Planner) -> None:
    file = badge("robot.json")
    change = take(planner, TakeBadge(file))
    assert change.label == "Add “Robot maker” from its badge"
    (activity_id,) = change.added("activity")
    found = card(planner, activity_id)
    row = found.activity
    assert (row.title, row.kind, row.status) == ("Robot maker", "certification", "done")
    assert row.completed_on == "2024-03-02"
    held = found.certification
    assert held is not None
    assert (held.state, held.issuer, held.issuer_url) == ("passed", "Robots & Co", "https://example.org/")
    assert (held.issued_on, held.never_expires) == ("2024-03-02", False)
    assert (held.credential_id, held.credential_url) == (PLACE, PLACE)
    assert [(duty.deadline.kind, duty.deadline.on_date) for duty in found.duties] == [("renewal", "2027-03-01")]
    assert [(link.url, link.title) for link in found.links] == [
        ("https://example.org/robots.html", "Criteria of the badge")
    ]
    assert kept(planner, activity_id) == [("robot.json", "application/json", "badge")]
    attachment = only(planner, Attachment)
    assert planner.read(kept_file, attachment.id).data == file.data
    assert found.skills == ()


def test_one_that_is_past_is_expired(planner: Planner) -> None:
    take(planner, TakeBadge(badge(issuedOn="2020-01-01T00:00:00Z", expires="2023-01-01T00:00:00Z")))
    assert only(planner, Certification).state == "expired"
    assert only(planner, Activity).status == "done"


def test_one_without_an_end_never_expires_unless_something_else_is_known(planner: Planner) -> None:
    take(planner, TakeBadge(badge(expires=None)))
    assert only(planner, Certification).never_expires
    assert rows(planner, Deadline) == []
    other = goal(planner, "Drone pilot", held=True, expires_on="2028-01-01")
    take(planner, TakeBadge(badge_of("Drone pilot", expires=None), other))
    held = card(planner, other).certification
    assert held is not None
    assert not held.never_expires


def test_one_without_any_date_is_not_done_today(planner: Planner) -> None:
    take(planner, TakeBadge(badge(issuedOn=None, expires=None)))
    row = only(planner, Activity)
    assert (row.status, row.completed_on) == ("done", None)


def test_what_the_catalogue_knows_comes_along(planner: Planner) -> None:
    file = badge_of("Project Management Professional (PMP)®", "Project Management Institute")
    change = take(planner, TakeBadge(file))
    held = only(planner, Certification)
    assert (held.code, held.validity_months, held.issuer) == ("PMP", 36, "Project Management Institute")
    assert held.catalogue_key
    assert only(planner, RenewalRule).required == 6000
    found = card(planner, change.added("activity")[0])
    assert found.activity.estimate_minutes is None
    assert found.skills == ()
    assert [duty.deadline.on_date for duty in found.duties] == ["2027-03-01"]


def test_one_that_the_catalogue_knows_to_expire_does_so_without_its_own_end(planner: Planner) -> None:
    take(planner, TakeBadge(badge_of("PMP", "PMI", expires=None)))
    held = only(planner, Certification)
    assert (held.never_expires, held.validity_months) == (False, 36)


def test_only_what_is_empty_is_filled_in(planner: Planner) -> None:
    activity_id = goal(planner, provider="My robots", url="https://mine.example")
    planner.run(EditDetail(activity_id, (("credential_id", "A-1"),)))
    planner.run(SetState(activity_id, "preparing"))
    change = take(planner, TakeBadge(badge(), activity_id))
    assert change.label == "Take the badge of “Robot maker”"
    found = card(planner, activity_id)
    held = found.certification
    assert held is not None
    assert (held.issuer, held.credential_id, held.url) == ("My robots", "A-1", "https://mine.example")
    assert (held.state, held.issued_on, held.credential_url) == ("passed", "2024-03-02", PLACE)
    assert (found.activity.status, found.activity.completed_on) == ("done", "2024-03-02")
    assert found.activity.before_state == "preparing considering"


def test_what_is_ticked_is_overwritten_and_nothing_else(planner: Planner) -> None:
    activity_id = goal(planner, provider="My robots", held=True, issued_on="2024-01-01", expires_on="2026-12-31")
    take(planner, TakeBadge(badge(), activity_id, frozenset({"expires", "issued_on"})))
    found = card(planner, activity_id)
    held = found.certification
    assert held is not None
    assert (held.issuer, held.issued_on, held.credential_url) == ("My robots", "2024-03-02", "")
    assert [duty.deadline.on_date for duty in found.duties] == ["2027-03-01"]
    assert found.links == ()
    assert len(kept(planner, activity_id)) == 1


def test_one_that_never_expired_expires_if_that_is_ticked(planner: Planner) -> None:
    activity_id = goal(planner, held=True, issued_on="2024-03-02")
    take(planner, TakeBadge(badge(), activity_id))
    assert only(planner, Certification).never_expires
    planner.undo()
    take(planner, TakeBadge(badge(), activity_id, frozenset({"expires"})))
    assert not only(planner, Certification).never_expires
    assert only(planner, Deadline).on_date == "2027-03-01"


def test_the_expiry_moves_with_its_reminders(planner: Planner) -> None:
    activity_id = goal(planner, held=True, issued_on="2023-01-01")
    planner.run(PutDeadline(activity_id, "renewal", on_date="2026-01-01", reminders=(1440,)))
    uid = only(planner, Deadline).uid
    take(planner, TakeBadge(badge(), activity_id, frozenset({"expires"})))
    moved = only(planner, Deadline)
    assert (moved.uid, moved.on_date) == (uid, "2027-03-01")


def test_criteria_without_an_address_are_a_note(planner: Planner) -> None:
    file = badge(badge=badge_class(criteria={"narrative": CRITERIA}))
    take(planner, TakeBadge(file))
    assert only(planner, Activity).notes == CRITERIA
    activity_id = goal(planner, "Other")
    planner.run(EditActivity(activity_id, (("notes", "Mine"),)))
    take(planner, TakeBadge(file, activity_id))
    assert card(planner, activity_id).activity.notes == "Mine"
    take(planner, TakeBadge(file, activity_id, frozenset({"notes"})))
    assert card(planner, activity_id).activity.notes == f"Mine\n\n{CRITERIA}"


def test_skills_are_added_at_the_level_that_was_said(planner: Planner) -> None:
    planner.run(AddSkill("Soldering", category="Hands"))
    skill = only(planner, Skill)
    change = take(planner, TakeBadge(badge(), skills=((skill.id, 2.5),)))
    shown = card(planner, change.added("activity")[0]).skills
    assert [(each.name, each.level) for each in shown] == [("Soldering", 2.5)]


def test_a_course_is_completed(planner: Planner) -> None:
    activity_id = goal(planner, "Robot maker", "course")
    take(planner, TakeBadge(badge(), activity_id))
    found = card(planner, activity_id)
    assert found.course is not None
    assert (found.course.state, found.course.certificate, found.course.provider) == ("completed", True, "Robots & Co")
    assert (found.activity.status, found.activity.completed_on) == ("done", "2024-03-02")
    assert {link.url for link in found.links} == {PLACE, "https://example.org/robots.html"}
    assert kept(planner, activity_id) == [("badge.json", "application/json", "badge")]


def test_the_same_badge_again_changes_nothing(planner: Planner) -> None:
    activity_id = ActivityId(planner.run(TakeBadge(badge())).added("activity")[0])
    again = planner.run(TakeBadge(badge(), activity_id))
    assert again.rows == ()
    assert len(kept(planner, activity_id)) == 1


def test_another_badge_of_the_same_is_kept_beside_it(planner: Planner) -> None:
    activity_id = ActivityId(planner.run(TakeBadge(badge())).added("activity")[0])
    take(planner, TakeBadge(badge("other.json", id="https://example.org/awards/8"), activity_id))
    assert [name for name, _, _ in kept(planner, activity_id)] == ["badge.json", "other.json"]
    for attachment in rows(planner, Attachment):
        planner.run(RemoveAttachment(attachment.id))
    held = card(planner, activity_id).certification
    assert held is not None
    assert held.credential_url == PLACE


@pytest.mark.parametrize("reason", [None, "Issued twice."])
def test_one_that_was_taken_back_needs_a_word(planner: Planner, reason: str | None) -> None:
    file = badge(revoked=True, revocationReason=reason)
    with pytest.raises(InvalidInputError, match="took it back"):
        planner.run(TakeBadge(file))
    assert rows(planner, Activity) == []
    take(planner, TakeBadge(file, although_revoked=True))
    assert only(planner, Certification).state == "passed"


def test_what_cannot_be_is_refused(planner: Planner) -> None:
    nameless = badge(badge="https://example.org/badges/7")
    with pytest.raises(InvalidInputError, match="Type the name of the certification"):
        planner.run(TakeBadge(nameless))
    take(planner, TakeBadge(nameless.said_to_be("Robot maker", "Robots & Co")))
    assert only(planner, Certification).issuer == "Robots & Co"
    with pytest.raises(NotFoundError):
        planner.run(TakeBadge(badge(), ActivityId(999)))
    topic = planner.run(AddActivity("A topic")).added("activity")[0]
    with pytest.raises(NotFoundError, match="neither a certification nor a course"):
        planner.run(TakeBadge(badge(), ActivityId(topic)))
    assert len(rows(planner, Attachment)) == 1
