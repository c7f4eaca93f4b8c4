"""Key files are taken into keeping, and taken out again. A PIN never comes here."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents.issuing import access
from documents.issuing.commands.steps import writer
from documents.issuing.models import SigningKey
from documents.issuing.policies import KeyPermission
from documents.pdf.sign import CertificateFacts
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork


class AddKey(BaseModel):
    """A key file, sealed, and what its certificate says; without a unit it is one's own."""

    model_config = ConfigDict(frozen=True)
    key_id: UUID
    unit_id: UUID | None = None
    facts: CertificateFacts
    sealed: str


class KeyRef(BaseModel):
    """A key."""

    model_config = ConfigDict(frozen=True)
    id: UUID


class RemoveKey(BaseModel):
    """A key to be emptied."""

    model_config = ConfigDict(frozen=True)
    key_id: UUID


def add_key(uow: UnitOfWork, cmd: AddKey) -> KeyRef:
    """Keep a key file.

    Raises:
        NotFound: the unit's keys are not the person's to keep.
        Conflict: the certificate is kept already, by this person or another.
    """
    if cmd.unit_id is not None:
        access.unit_of_key(uow.actor, cmd.unit_id)
    facts = cmd.facts
    same = select(SigningKey.id).where(
        SigningKey.fingerprint == facts.fingerprint, SigningKey.removed_at.is_(None)
    )
    if uow.session.scalars(same).first() is not None:
        raise Conflict("signing.key_known", field="file")
    person = writer(uow)
    uow.session.add(
        SigningKey(
            id=cmd.key_id, unit_id=cmd.unit_id, person_id=None if cmd.unit_id else person,
            name=facts.name, issuer=facts.issuer, serial=facts.serial, sealed=cmd.sealed,
            fingerprint=facts.fingerprint, not_before=facts.not_before, not_after=facts.not_after,
            added_by=person, added_at=uow.now, removed_at=None,
        )
    )  # fmt: skip
    uow.audit(
        "signing_key.added", "signing_key", cmd.key_id, holder=facts.name, serial=facts.serial
    )
    return KeyRef(id=cmd.key_id)


def remove_key(uow: UnitOfWork, cmd: RemoveKey) -> None:
    """Empty a key; what it signed stays good. Raises NotFound, Denied; Conflict: removed."""
    row = access.key(uow.session, uow.actor, cmd.key_id, KeyPermission.REMOVE)
    row.sealed, row.removed_at = "", uow.now
    uow.audit("signing_key.removed", "signing_key", row.id, holder=row.name, serial=row.serial)
