"""Official documents for tests: a meeting that was held, its documents, keys to sign with.

thuky is secretary and keeps the books of TU; chutri chairs.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from documents.catalogues import register_catalogues
from documents.issuing.commands.drafts import DocumentRef, DraftDocument, OnDocument, draft_document
from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.keeping import take_key
from documents.issuing.models import OfficialDocument
from documents.issuing.printing import print_document
from documents.issuing.rules import register_rules
from documents.issuing.signing import With, sign_document
from documents.issuing.sources import OfficialKind
from ecabinet.catalogues.commands.seed import SeedCatalogues, seed_catalogues
from ecabinet.core.actors import SYSTEM
from ecabinet.core.store import Store
from ecabinet.platform import Platform
from meetings.catalogue import Function
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.presence import Presence, check_in
from meetings.commands.session import OpenSession, SessionStep, close_session, open_session
from tests import keys
from tests.gatherings import VOTERS, Gathering


class Issued:
    """Drafts, issues, signs."""

    def __init__(self, platform: Platform, gathering: Gathering) -> None:
        register_rules()
        register_catalogues()
        platform.store.execute(SYSTEM, seed_catalogues, SeedCatalogues())
        self.platform, self.meeting = platform, gathering
        self.as_actor: Callable[[str], Any] = gathering.as_actor

    def draft(self, kind: OfficialKind = OfficialKind.MINUTES, username: str = "thuky") -> UUID:
        """Draft a document of the meeting."""
        return self.draft_of(self.meeting.id, kind, username)

    def draft_of(self, subject_id: UUID, kind: OfficialKind, username: str = "thuky") -> UUID:
        """Draft a document of another meeting."""
        wish = DraftDocument(kind=kind, subject_id=subject_id)
        drafted: UUID = self.meeting.run(username, draft_document, wish).id
        return drafted

    def issue(self, document_id: UUID, username: str = "thuky", **fields: Any) -> DocumentRef:
        """Issue a draft; the worker draws it at once."""
        wish = IssueDocument(document_id=document_id, **fields)
        issued: DocumentRef = self.meeting.run(username, issue_document, wish)
        print_document(self.platform.store, str(document_id))
        return issued

    def ready(self, kind: OfficialKind = OfficialKind.MINUTES) -> UUID:
        """Draft and issue."""
        document_id = self.draft(kind)
        self.issue(document_id)
        return document_id

    def key(self, username: str, unit: UUID | None = None, **fields: Any) -> UUID:
        """Keep a key file of somebody, or of a unit."""
        actor = self.as_actor(username)
        name = fields.pop("name", "Tỉnh ủy Vĩnh Phúc" if unit else actor.name)
        content = keys.key_file(name, **fields)
        return take_key(self.platform, actor, content, keys.PIN, unit).id

    def sign(self, username: str, document_id: UUID, pin: str = keys.PIN) -> DocumentRef:
        """Sign with a key kept for it."""
        key = self.key(username)
        used = With(key, pin)
        return sign_document(self.platform, self.as_actor(username), document_id, used)

    def row(self, document_id: UUID) -> OfficialDocument:
        """Return a document with its signatures."""
        with self.platform.store.reading() as session:
            found = session.get_one(OfficialDocument, document_id)
            assert found.signers is not None
            return found

    def on(self, document_id: UUID) -> OnDocument:
        """Name a document."""
        return OnDocument(document_id=document_id)


def held_meeting(platform: Platform, gathering: Gathering) -> Issued:
    """Hold the meeting to its end, with thuky in the secretary's seat."""
    gathering.called()
    seat = Invitation(person_id=gathering.office.people["thuky"], function=Function.SECRETARY)
    wish = InviteParticipants(meeting_id=gathering.id, participants=(seat,))
    gathering.run("thuky", invite_participants, wish)
    for username in VOTERS:
        gathering.run(username, check_in, Presence(meeting_id=gathering.id))
    gathering.run("thuky", open_session, OpenSession(meeting_id=gathering.id, besides=True))
    gathering.push(1)
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    return Issued(platform, gathering)


def all_rows(store: Store, query: Any) -> list[Any]:
    """Return what a query selects."""
    with store.reading() as session:
        return list(session.scalars(query))
