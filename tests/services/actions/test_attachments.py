"""Attaching files to activities, credits and claims: limits, names, and the way back."""

from dataclasses import dataclass

import pytest

from planner.domain import limits
from planner.domain.errors import InvalidInputError, NotFoundError, PlannerError
from planner.domain.model import Activity, Attachment, Credit, CreditClaim, Event
from planner.domain.words import ActivityId, ClaimId, CreditId
from planner.services import attachments as services
from planner.services.action import Action
from planner.services.actions import attachments
from planner.services.actions.attachments import AttachFile, RemoveAttachment, RenameAttachment
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.attachments import IncomingFile
from planner.services.planner import Planner
from planner.services.queries.attachments import bytes_used, files_of, kept_file
from planner.storage.transaction import Transaction
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only, rows


@dataclass(frozen=True, slots=True)
class Earn(Action):
    """Adds a credit that counts for a certification."""

    earner: ActivityId | None
    certification: ActivityId
    title: str = ""

    def apply(self, tx: Transaction) -> str:
        credit = Credit(CreditId(0), tx.new_uid(), self.earner, tx.today, 100, "PDU", title=self.title)
        tx.add(CreditClaim(ClaimId(0), tx.new_uid(), CreditId(tx.add(credit)), self.certification))
        return "Earn"


def attach(planner: Planner, name: str, data: bytes, **owner: int) -> Attachment:
    change = planner.run(AttachFile(IncomingFile.of(name, data), **owner))  # type: ignore[arg-type]  # ids are numbers
    return only(planner, Attachment, id=change.added("attachment")[0])


def test_a_file_of_an_activity(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    label = round_trip(planner, AttachFile(IncomingFile.of("Zertifikat.pdf", b"%PDF-1.7"), activity_id=row.id))
    assert label == "Attach “Zertifikat.pdf” to “PMP”"
    (kept,) = planner.read(files_of, activity_id=row.id)
    assert (kept.name, kept.media_type, kept.size, kept.purpose) == ("Zertifikat.pdf", "application/pdf", 8, "file")
    assert kept.added_at == "2026-11-25T09:00:00Z"
    assert planner.read(kept_file, kept.id) == ("Zertifikat.pdf", "application/pdf", b"%PDF-1.7")
    assert round_trip(planner, RenameAttachment(kept.id, " PMP\n2026.pdf ")) == (
        "Rename a file of “PMP” to “PMP 2026.pdf”"
    )
    assert round_trip(planner, RemoveAttachment(kept.id)) == "Remove “PMP 2026.pdf” from “PMP”"
    planner.undo()
    assert planner.read(kept_file, kept.id).data == b"%PDF-1.7"


def test_files_of_credits_and_claims(planner: Planner) -> None:
    talk, pmp = add(planner, "Talk"), add(planner, "PMP", kind="certification")
    planner.run(Earn(talk.id, pmp.id))
    planner.run(Earn(None, pmp.id, "Webinar"))
    first, second = rows(planner, Credit)
    claim = rows(planner, CreditClaim)[0]
    labels = [
        planner.run(AttachFile(IncomingFile.of("a.txt", b"a"), credit_id=first.id)).label,
        planner.run(AttachFile(IncomingFile.of("a.txt", b"a"), credit_id=second.id)).label,
        planner.run(AttachFile(IncomingFile.of("a.txt", b"a"), claim_id=claim.id)).label,
    ]
    assert labels == ["Attach “a.txt” to “Talk”", "Attach “a.txt” to “Webinar”", "Attach “a.txt” to “PMP”"]
    assert [row.credit_id for row in planner.read(files_of, credit_id=first.id)] == [first.id]
    assert [row.claim_id for row in planner.read(files_of, claim_id=claim.id)] == [claim.id]
    assert planner.read(files_of, activity_id=talk.id) == ()
    assert planner.read(bytes_used) == 1


@pytest.mark.parametrize("owner", [{}, {"activity_id": 1, "credit_id": 1}])
def test_a_file_has_just_one_owner(planner: Planner, owner: dict[str, int]) -> None:
    add(planner, "A")
    with pytest.raises(InvalidInputError, match="Name just one"):
        attach(planner, "a.txt", b"a", **owner)


@pytest.mark.parametrize("owner", [{"activity_id": 99}, {"credit_id": 99}, {"claim_id": 99}])
def test_an_owner_that_is_gone(planner: Planner, owner: dict[str, int]) -> None:
    with pytest.raises(NotFoundError):
        attach(planner, "a.txt", b"a", **owner)


def test_the_same_content_twice_with_one_owner_is_refused(planner: Planner) -> None:
    first, second = add(planner, "A"), add(planner, "B")
    attach(planner, "a.txt", b"a", activity_id=first.id)
    with pytest.raises(InvalidInputError) as refused:
        attach(planner, "a.txt", b"a", activity_id=first.id)
    assert str(refused.value) == "“a.txt” is attached here already."
    with pytest.raises(InvalidInputError) as refused:
        attach(planner, "b.txt", b"a", activity_id=first.id)
    assert str(refused.value) == "“b.txt” is attached here already, under the name “a.txt”."
    attach(planner, "a.txt", b"a", activity_id=second.id)
    attach(planner, "a.txt", b"other", activity_id=first.id)
    planner.run(AttachFile(IncomingFile.of("a.txt", b"a"), activity_id=first.id, purpose="badge"))
    assert [row.name for row in planner.read(files_of, activity_id=first.id)] == ["a.txt", "a.txt"]
    assert len(planner.read(files_of, activity_id=first.id, purpose=None)) == 3


def test_limits(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    row = add(planner, "A")
    monkeypatch.setattr(attachments, "FILE_MAX", 2_000_000)
    monkeypatch.setattr(attachments, "FILES_MAX", 3_000_000)
    monkeypatch.setattr(services, "FILES_MAX", 3_000_000)
    for data in (b"", b"x" * 2_000_001):
        with pytest.raises(InvalidInputError, match="is empty or larger than 2 MB"):
            attach(planner, "a.bin", data, activity_id=row.id)
    attach(planner, "a.bin", b"a" * 2_000_000, activity_id=row.id)
    with pytest.raises(InvalidInputError) as refused:
        attach(planner, "b.bin", b"b" * 1_000_001, activity_id=row.id)
    assert str(refused.value) == (
        "“b.bin” does not fit: the files of this plan take 2 MB of 3 MB already. Remove some of them, or add a link to "
        "where it lies."
    )
    other = add(planner, "B")
    attach(planner, "again.bin", b"a" * 2_000_000, activity_id=other.id)
    attach(planner, "b.bin", b"b" * 1_000_000, activity_id=row.id)
    assert planner.read(bytes_used) == 3_000_000
    assert planner.read(lambda reader: reader.value("SELECT count(*) FROM blob")) == 2


def test_an_archive_of_all_that_fits_is_small_enough_to_come_back() -> None:
    from planner.exchange.archive import MAX_BYTES

    assert limits.FILES_MAX * 4 / 3 < MAX_BYTES * 0.7
    assert limits.FILE_MAX < limits.FILES_MAX


@pytest.mark.parametrize("name", ["", "a/b", "..", "x" * 201])
def test_names_that_are_none(planner: Planner, name: str) -> None:
    kept = attach(planner, "a.txt", b"a", activity_id=add(planner, "A").id)
    with pytest.raises(InvalidInputError):
        planner.run(RenameAttachment(kept.id, name))
    assert only(planner, Attachment).name == "a.txt"


def test_a_file_in_the_trash_stays_as_it_is(planner: Planner) -> None:
    row = add(planner, "A")
    kept = attach(planner, "a.txt", b"a", activity_id=row.id)
    planner.run(TrashActivities((row.id,)))
    actions: tuple[Action, ...] = (
        RenameAttachment(kept.id, "b"),
        RemoveAttachment(kept.id),
        AttachFile(IncomingFile.of("b", b"b"), activity_id=row.id),
    )
    for action in actions:
        with pytest.raises(PlannerError):
            planner.run(action)
    round_trip(planner, PurgeTrash())
    assert rows(planner, Attachment) == []
    planner.undo()
    assert planner.read(kept_file, kept.id).data == b"a"


def test_a_listed_event_with_a_file_is_of_interest(planner: Planner) -> None:
    row = add(planner, "PyCon", kind="event")
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET state = 'listed'")
    attach(planner, "a.txt", b"a", activity_id=row.id)
    assert only(planner, Event).state == "interested"
    assert only(planner, Activity).title == "PyCon"
