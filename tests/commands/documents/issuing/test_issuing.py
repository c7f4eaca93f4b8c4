"""Official documents: drafted, numbered without gaps, superseded, drawn by the worker."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from documents.issuing.commands.drafts import discard_document, supersede_document
from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.models import OfficialDocument
from documents.issuing.printing import print_document, sweep
from documents.issuing.queries.detail import official_detail
from documents.issuing.sources import OfficialKind, digest_of, source_of
from documents.issuing.states import Act, OfficialState, allowed
from documents.register.models import Entry, EntryLink, LedgerNumber
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from meetings.catalogue import Function
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.plan import create_meeting
from meetings.models import Participant
from tests.gatherings import Gathering, draft
from tests.papers_issued import Issued, all_rows

AsActor = Callable[[str], Actor]


def test_twenty_issues_at_once_leave_no_gap(platform: Platform, gathering: Gathering) -> None:
    issued = Issued(platform, gathering)
    drafts = [issued.draft_of(_invited(gathering, n), OfficialKind.INVITATION) for n in range(20)]

    def work(document_id: UUID) -> str:
        return str(gathering.run("thuky", issue_document, issuing(document_id)).symbol)

    with ThreadPoolExecutor(20) as threads:
        symbols = sorted(threads.map(work, drafts))
    assert symbols == [f"{number:02d}-GM/TU" for number in range(1, 21)]
    entries = all_rows(platform.store, select(Entry).order_by(Entry.book_number))
    assert [entry.book_number for entry in entries] == list(range(1, 21))
    assert {entry.symbol for entry in entries} == set(symbols)
    numbers = all_rows(platform.store, select(LedgerNumber.number))
    assert sorted(numbers) == list(range(1, 21))
    assert {row.symbol for row in map(issued.row, drafts)} == set(symbols)


def issuing(document_id: UUID, **fields: Any) -> IssueDocument:
    """A wish to issue."""
    return IssueDocument(document_id=document_id, **fields)


def _invited(gathering: Gathering, number: int) -> UUID:
    """Another meeting, with its secretary."""
    made = gathering.run(
        "thuky", create_meeting, draft(gathering.office, title=f"Phiên họp thứ {number + 1}")
    )
    seat = Invitation(person_id=gathering.office.people["thuky"], function=Function.SECRETARY)
    wish = InviteParticipants(meeting_id=made.id, participants=(seat,))
    gathering.run("thuky", invite_participants, wish)
    key: UUID = made.id
    return key


def test_issuing_refuses_and_changes_nothing(issued: Issued, store: Store) -> None:
    document_id = issued.draft()
    with pytest.raises(Conflict, match="drafted"):
        issued.draft()
    with pytest.raises(Denied):
        issued.draft(OfficialKind.ATTENDANCE, "chutri")
    with pytest.raises(Conflict, match="conclusions_open"):
        issued.draft(OfficialKind.NOTICE)
    with pytest.raises(Conflict, match="no_votes"):
        issued.draft(OfficialKind.VOTE_RESULT)
    with pytest.raises(NotFound):
        issued.draft(OfficialKind.MINUTES, "cuong")
    for error, code, who, fields in (
        (Conflict, "facts_changed", "thuky", {"seen": "another"}),
        (Stale, "stale", "thuky", {"revision": 7}),
        (NotFound, "not_found", "cuong", {}),
        (Denied, "denied", "chutri", {}),
    ):
        with pytest.raises(error, match=code):
            issued.meeting.run(who, issue_document, issuing(document_id, **fields))
    assert all_rows(store, select(Entry)) == []
    with store.reading() as session:
        seen = official_detail(session, issued.as_actor("thuky"), document_id, utc_now()).digest
    issued.issue(document_id, seen=seen)
    with pytest.raises(Conflict, match="not_now"):
        issued.issue(document_id)
    with pytest.raises(Conflict, match="not_now"):
        issued.meeting.run("thuky", discard_document, issued.on(document_id))
    with pytest.raises(Conflict, match=r"official\.issued"):
        issued.draft()
    assert len(all_rows(store, select(Entry))) == 1


def test_without_a_signer_nothing_is_issued(platform: Platform, gathering: Gathering) -> None:
    issued = Issued(platform, gathering.closed())
    document_id = issued.draft()
    with platform.store.engine.begin() as connection:
        seats = Participant.__table__
        gone = seats.update().where(seats.c.function == Function.SECRETARY)  # type: ignore[attr-defined]
        connection.execute(gone.values(removed_at=utc_now()))
    with pytest.raises(Invalid, match="no_signer"):
        issued.issue(document_id)
    assert all_rows(platform.store, select(Entry)) == []
    issued.meeting.run("thuky", discard_document, issued.on(document_id))
    assert all_rows(platform.store, select(OfficialDocument)) == []


def test_a_list_of_attendance_has_no_number(issued: Issued, store: Store) -> None:
    document_id = issued.draft(OfficialKind.ATTENDANCE)
    assert issued.issue(document_id).symbol == ""
    assert all_rows(store, select(Entry)) == []
    assert issued.row(document_id).state == OfficialState.ISSUED


def test_the_worker_draws_once_and_finds_what_was_left(issued: Issued, platform: Platform) -> None:
    document_id = issued.draft()
    issued.meeting.run("thuky", issue_document, issuing(document_id))
    queued: list[Any] = []
    platform.store.dispatch = queued.append
    sweep(platform.store)
    assert queued == []
    with platform.store.engine.begin() as connection:
        late = utc_now() - timedelta(minutes=5)
        connection.execute(OfficialDocument.__table__.update().values(issued_at=late))  # type: ignore[attr-defined]
    sweep(platform.store)
    assert [job.arguments for job in queued] == [{"document_id": str(document_id)}]
    print_document(platform.store, str(document_id))
    first = issued.row(document_id)
    print_document(platform.store, str(document_id))
    again = issued.row(document_id)
    assert (first.blob, first.revision) == (again.blob, again.revision)
    source = source_of(first.kind)
    drawn = source.draw(source.thawed(first.facts or {}))
    assert hashlib.sha256(drawn).hexdigest() == first.blob
    assert len(digest_of(first.facts or {})) == 32


def test_a_newer_one_takes_its_place_and_points_back(issued: Issued, store: Store) -> None:
    old = issued.ready()
    issued.sign("thuky", old)
    newer = issued.meeting.run("thuky", supersede_document, issued.on(old)).id
    with pytest.raises(Conflict, match="drafted"):
        issued.meeting.run("thuky", supersede_document, issued.on(old))
    before = issued.row(old)
    issued.issue(newer)
    now = issued.row(old)
    assert (now.state, now.blob) == (OfficialState.SUPERSEDED, before.blob)
    row = issued.row(newer)
    assert (row.symbol, row.replaces_id) == ("02-BB/TU", old)
    [link] = all_rows(store, select(EntryLink))
    assert (link.entry_id, link.other_id, link.kind) == (row.entry_id, now.entry_id, "replaces")
    with pytest.raises(Conflict, match="not_now"):
        issued.sign("chutri", old)
    with store.reading() as session:
        shown = official_detail(session, issued.as_actor("thuky"), old, utc_now())
    assert shown.replaced_by == (newer, f"02-BB/TU {row.title}")


def test_what_can_be_done_in_which_state() -> None:
    can = {state: {act for act in Act if allowed(state, act)} for state in OfficialState}
    assert can == {
        OfficialState.DRAFT: {Act.DISCARD, Act.ISSUE},
        OfficialState.ISSUING: {Act.PRINT},
        OfficialState.ISSUED: {Act.SIGN, Act.FILE_SCAN, Act.SUPERSEDE},
        OfficialState.SIGNED: {Act.SEAL, Act.SUPERSEDE},
        OfficialState.SUPERSEDED: set(),
    }
