"""Who is told of an official document: whose turn it is to sign, and who waits for it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument, OfficialSigner
from documents.issuing.states import turn
from ecabinet.accounts.models import Person
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

SUBJECT = "official"


def document_path(document_id: UUID) -> str:
    """Return the page of a document; a test holds it against the route."""
    return f"/official/{document_id}"


def next_signer(row: OfficialDocument) -> OfficialSigner | None:
    """Return the signature whose turn it is."""
    place = turn([signer.state for signer in row.signers])
    return None if place is None else row.signers[place]


def tell_next(uow: UnitOfWork, row: OfficialDocument) -> None:
    """Tell the next to sign; when nobody is left, tell who issued it."""
    signer = next_signer(row)
    if signer is not None and signer.person_id is not None:
        _tell(uow, row, "to_sign", signer.person_id)
    elif row.issued_by is not None:
        _tell(uow, row, "signed", row.issued_by)


def _tell(uow: UnitOfWork, row: OfficialDocument, what: str, person_id: UUID) -> None:
    uow.notify(
        Notice(
            kind=f"official.{what}",
            to=_cleared(uow.session, person_id, row.secrecy),
            url=document_path(row.id),
            params={"title": f"{row.symbol} {row.title}".strip()},
            subject=(SUBJECT, row.id),
        )
    )


def _cleared(session: Session, person_id: UUID, secrecy: int) -> list[UUID]:
    query = select(Person.id).where(Person.id == person_id, Person.clearance >= secrecy)
    return list(session.scalars(query))
