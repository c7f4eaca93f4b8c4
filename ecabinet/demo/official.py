"""What came of the closed meeting: a signed notice of conclusions, minutes that wait for the chair.

Everybody's PIN in the sample office is its password.
"""

from uuid import UUID

from documents.issuing.commands.drafts import DraftDocument, draft_document
from documents.issuing.commands.issue import IssueDocument, issue_document
from documents.issuing.keeping import take_key
from documents.issuing.signing import With, sign_document
from documents.issuing.sources import OfficialKind
from ecabinet.accounts.models import Unit
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.demo.certificates import key_file, make_root
from ecabinet.demo.teller import Teller


def issue_papers(teller: Teller, meeting_id: UUID, password: str) -> None:
    """Let the secretary issue and sign; keys are kept for secretary, chair, and the office."""
    with teller.store.reading() as session:
        office = session.get_one(Unit, teller.unit("TU")).name
    own = {name: _keep(teller, name, office, password) for name in ("thuky", "chutri")}
    _keep(teller, "thuky", office, password, teller.unit("TU"))
    for kind in (OfficialKind.NOTICE, OfficialKind.MINUTES):
        wish = DraftDocument(kind=kind, subject_id=meeting_id)
        document_id = teller.do("thuky", draft_document, wish).id
        teller.do("thuky", issue_document, IssueDocument(document_id=document_id))
        teller.platform.jobs.drain(teller.store)
        with teller.store.reading() as session:
            actor = actor_by_username(session, "thuky", teller.now)
        assert actor is not None
        sign_document(teller.platform, actor, document_id, With(own["thuky"], password))


def _keep(
    teller: Teller, username: str, office: str, pin: str, unit_id: UUID | None = None
) -> UUID:
    folder = teller.platform.settings.data_dir
    make_root(folder)
    with teller.store.reading() as session:
        actor = actor_by_username(session, username, teller.now)
    assert actor is not None
    content = key_file(folder, office if unit_id else actor.name, office, pin)
    return take_key(teller.platform, actor, content, pin, unit_id).id
