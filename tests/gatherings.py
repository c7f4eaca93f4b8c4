"""A meeting for tests, brought to any state through the real commands.

thuky is the secretary (by office), chutri chairs, daibieu01…03 and lanhdao are members, khach01 is
a guest of item 2 only, cuong has nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from documents.commands.process import Findings, finish_version
from documents.commands.upload import (
    AddVersion,
    StoredFile,
    UploadPaper,
    add_version,
    upload_paper,
)
from documents.models import PaperVersion
from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import office_time, utc_now
from ecabinet.core.store import Store
from meetings.catalogue import Function
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.ballot import BallotReceipt, CastBallot, cast_ballot
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.guide import PushAgendaItem, push_agenda_item
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.plan import CreateMeeting, create_meeting
from meetings.commands.presence import Presence, check_in
from meetings.commands.question import Question
from meetings.commands.session import OpenSession, SessionStep, close_session, open_session
from meetings.commands.vote import OpenVote, open_vote
from meetings.queries import detail
from meetings.queries.one_vote import one_vote
from meetings.queries.shapes import MeetingOut
from meetings.queries.vote_shapes import VoteOut
from meetings.rules import register_rules
from meetings.terms import Choice
from tests.fixtures import Office
from tests.samples import plain_pdf

MEMBERS = ("daibieu01", "daibieu02", "daibieu03", "lanhdao")
VOTERS = ("chutri", *MEMBERS)
TITLES = ("Công tác chuyển đổi số", "Kết quả thực hiện 23-CT/TU", "Công tác cán bộ")
A4 = (595.28, 841.89)


@dataclass
class Gathering:
    """One meeting and the people around it."""

    store: Store
    office: Office
    as_actor: Callable[[str], Actor]
    id: UUID
    items: list[UUID] = field(default_factory=list)

    def run(self, username: str, command: Callable[..., Any], payload: Any, **kwargs: Any) -> Any:
        """Run a command as somebody."""
        return self.store.execute(self.as_actor(username), command, payload, **kwargs)

    def seen_by(self, username: str) -> MeetingOut:
        """The meeting as somebody sees it."""
        with self.store.reading() as session:
            return detail.meeting(session, self.as_actor(username), self.id)

    def vote_seen_by(self, username: str, vote_id: UUID) -> VoteOut:
        """One of its votes as somebody sees it, with the names it tells."""
        with self.store.reading() as session:
            return one_vote(session, self.as_actor(username), vote_id)

    def before_it(self) -> datetime:
        """A moment between now and the beginning."""
        now = utc_now()
        return now + (self.seen_by("thuky").starts_at - now) / 2

    def seat(self, username: str) -> UUID:
        """The participant id of somebody."""
        person_id = self.office.people[username]
        return next(p.id for p in self.seen_by("thuky").participants if p.person_id == person_id)

    def planned(self) -> "Gathering":
        """Three items; chair, members, and a guest of item 2."""
        for title in TITLES:
            item = AddAgendaItem(meeting_id=self.id, title=title)
            self.items.append(self.run("thuky", add_agenda_item, item).id)
        people = self.office.people
        seats = [
            Invitation(person_id=people["chutri"], function=Function.CHAIR),
            *(Invitation(person_id=people[m]) for m in MEMBERS),
            Invitation(
                person_id=people["khach01"], function=Function.GUEST, item_ids=(self.items[1],)
            ),
        ]
        invitations = InviteParticipants(meeting_id=self.id, participants=tuple(seats))
        self.run("thuky", invite_participants, invitations)
        return self

    def called(self) -> "Gathering":
        """Planned and called."""
        self.planned()
        self.run("thuky", call_meeting, CallMeeting(meeting_id=self.id))
        return self

    def running(self, *present: str) -> "Gathering":
        """In session at item 2 with `present` (all voters if none are named) in the room."""
        self.called()
        for username in present or VOTERS:
            self.run(username, check_in, Presence(meeting_id=self.id))
        self.run("thuky", open_session, OpenSession(meeting_id=self.id, besides=True))
        self.push(1)
        return self

    def closed(self) -> "Gathering":
        """Over."""
        self.running()
        self.run("thuky", close_session, SessionStep(meeting_id=self.id))
        return self

    def push(self, index: int, **fields: Any) -> None:
        """Make an item (from 0) current."""
        command = PushAgendaItem(meeting_id=self.id, item_id=self.items[index], **fields)
        self.run("thuky", push_agenda_item, command)

    def open_vote(self, question: str = "Thông qua?", **fields: Any) -> UUID:
        """Open a vote on the current item."""
        reason = fields.pop("override_reason", "")
        asked = Question(question=question, **fields)
        command = OpenVote(meeting_id=self.id, question=asked, override_reason=reason)
        vote_id: UUID = self.run("thuky", open_vote, command).id
        return vote_id

    def cast(
        self, username: str, vote_id: UUID, choice: Choice = Choice.YES, **kwargs: Any
    ) -> BallotReceipt:
        """Cast somebody's ballot."""
        receipt: BallotReceipt = self.run(
            username, cast_ballot, CastBallot(vote_id=vote_id, choice=choice), **kwargs
        )
        return receipt

    def paper(
        self, index: int, pages: int = 3, *, texts: list[str] | None = None, **fields: Any
    ) -> UUID:
        """Put a paper of so many pages on an item, as if it had been looked into; its version."""
        upload = UploadPaper(
            container_kind="agenda_item",
            container_id=self.items[index],
            file=self._file(),
            **fields,
        )
        version_id: UUID = self.run("thuky", upload_paper, upload).version_id
        self._looked_into(version_id, pages, texts or [])
        return version_id

    def paper_again(self, version_id: UUID, pages: int = 3) -> UUID:
        """Put a newer version of a paper in its place, looked into; that version."""
        with self.store.reading() as session:
            paper_id = session.get_one(PaperVersion, version_id).paper_id
        newer = AddVersion(paper_id=paper_id, file=self._file())
        newer_id: UUID = self.run("thuky", add_version, newer).version_id
        self._looked_into(newer_id, pages, [])
        return newer_id

    def _file(self) -> StoredFile:
        blob = self.store.blobs.put(BytesIO(plain_pdf()))
        return StoredFile(
            blob=blob.sha256, size=blob.size, filename="To trinh.pdf", media_type="application/pdf"
        )

    def _looked_into(self, version_id: UUID, pages: int, texts: list[str]) -> None:
        file = self._file()
        findings = Findings(
            version_id=version_id,
            served_blob=file.blob,
            served_size=file.size,
            pages=[A4] * pages,
            texts=texts,
        )
        self.store.execute(SYSTEM, finish_version, findings)


def draft(office: Office, **changes: Any) -> CreateMeeting:
    """A meeting of the Standing Committee in an hour, still today, for two hours."""
    now = utc_now()
    today_ends = office_time(now).replace(hour=23, minute=59).astimezone(UTC)
    starts_at = min(now + timedelta(hours=1), max(today_ends, now + timedelta(minutes=1)))
    fields: dict[str, Any] = {
        "title": "Phiên họp Ban Thường vụ",
        "unit_id": office.units["TU"],
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place": "Phòng họp số 1",
    }
    return CreateMeeting(**fields | changes)


@pytest.fixture
def gathering(store: Store, office: Office, as_actor: Callable[[str], Actor]) -> Gathering:
    """A draft that thuky has made; its methods bring it further."""
    register_rules()
    permissions.register(PAPER_POLICIES)
    made = store.execute(as_actor("thuky"), create_meeting, draft(office))
    return Gathering(store, office, as_actor, made.id)
