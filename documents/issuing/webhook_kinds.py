"""What other systems are told of official documents: symbols, days, states. Nothing of a secret
one, nor of what goes without a number of its own. Never titles, words, signers."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from documents.issuing.events import OfficialChanged
from documents.issuing.models import OfficialDocument
from documents.issuing.states import OfficialState
from documents.issuing.telling import document_path
from ecabinet.accounts.models import Unit
from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register

OFFICIAL = _l("Văn bản phát hành")
KINDS = {
    OfficialState.ISSUED: Kind("official.issued", OFFICIAL, _l("Văn bản được phát hành")),
    OfficialState.SIGNED: Kind("official.signed", OFFICIAL, _l("Văn bản đã ký đủ")),
    OfficialState.SUPERSEDED: Kind("official.superseded", OFFICIAL, _l("Văn bản bị thay thế")),
}


def tell_official(session: Session, event: Event) -> Told | None:
    """Tell what became of a document that has a number."""
    assert isinstance(event, OfficialChanged)
    row = session.get_one(OfficialDocument, event.document_id)
    if row.secrecy or not row.symbol:
        return None
    return Told(
        kind=KINDS[event.state].name,
        subject_kind="official",
        subject_id=row.id,
        path=document_path(row.id),
        data={
            "state": event.state,
            "kind": row.kind,
            "unit": session.get_one(Unit, row.unit_id).code,
            "symbol": row.symbol,
            "issued_on": row.day,
            "subject": {"kind": row.subject_kind, "id": row.subject_id},
            "entry_id": row.entry_id,
            "replaces_id": row.replaces_id,
        },
    )


def register_webhook_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register(KINDS.values(), {OfficialChanged: tell_official})
