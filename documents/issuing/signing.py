"""A person signs: key and PIN go into a child, the signed file is kept, then the row is changed.

The PIN is used once and written nowhere: not in the database, the queue or a log.
"""

import tempfile
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from documents.issuing import access
from documents.issuing.commands.drafts import DocumentRef
from documents.issuing.commands.sign import (
    KeepSignature,
    check_seal,
    keep_signature,
    signer_to_sign,
)
from documents.issuing.keeping import PURPOSE, refused_at
from documents.issuing.models import OfficialDocument
from documents.issuing.policies import KeyPermission, OfficialPermission
from documents.official.stamp_words import stamp_lines
from documents.pdf.sign import FileKey, Look, TokenKey, sign
from ecabinet.accounts.models import Unit
from ecabinet.accounts.sealing import unseal
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.events import jsonable
from ecabinet.platform import Platform


@dataclass(frozen=True)
class With:
    """What somebody signs with: a kept key, or without its id the key on the server's token."""

    key_id: UUID | None
    pin: str


@dataclass(frozen=True)
class _Wish:
    document_id: UUID
    before: str
    look: Look
    key: FileKey | TokenKey
    pin: str
    now: datetime
    seal: bool


def sign_document(platform: Platform, actor: Actor, document_id: UUID, used: With) -> DocumentRef:
    """Sign in one's turn.

    Raises:
        NotFound, Denied; Conflict: not one's turn, or somebody signed meanwhile.
        Invalid: PIN, certificate, token or timestamp authority; nothing was signed.
    """
    now = platform.store.clock()
    with platform.store.reading() as session:
        row = access.document(session, actor, document_id, OfficialPermission.SIGN)
        signer = signer_to_sign(row, actor.person_id)
        key = _key(platform, session, actor, used, signer.name, unit_id=None)
        look = _look(session, row, signer.position, signer.name, now, of_office=False)
        wish = _Wish(row.id, row.blob or "", look, key, used.pin, now, seal=False)
    return _do(platform, actor, wish)


def seal_document(platform: Platform, actor: Actor, document_id: UUID, used: With) -> DocumentRef:
    """Add the office's signature (dấu số) to what all have signed. Raises as `sign_document`."""
    now = platform.store.clock()
    with platform.store.reading() as session:
        row = access.document(session, actor, document_id, OfficialPermission.SEAL)
        check_seal(row)
        unit = session.get_one(Unit, row.unit_id).name
        key = _key(platform, session, actor, used, unit, unit_id=row.unit_id)
        look = _look(session, row, len(row.signers), unit, now, of_office=True)
        wish = _Wish(row.id, row.blob or "", look, key, used.pin, now, seal=True)
    return _do(platform, actor, wish)


def _key(
    platform: Platform, session: Session, actor: Actor, used: With, name: str, unit_id: UUID | None
) -> FileKey | TokenKey:
    """Return the key, which must be the person's own, or that of the unit."""
    settings = platform.settings
    if used.key_id is None:
        if settings.signing.token_module is None:
            raise Invalid("signing.no_token", field="key_id")
        return TokenKey(settings.signing.token_module, settings.signing.token_label, name)
    row = access.key(session, actor, used.key_id, KeyPermission.USE)
    owner = None if unit_id else actor.person_id
    if (row.person_id, row.unit_id) != (owner, unit_id):
        raise Invalid("signing.other_name", field="key_id", name=row.name)
    content = unseal(settings.secret_key, PURPOSE, row.id, row.sealed)
    if content is None:
        raise Conflict("signing.key_lost")
    return FileKey(b64decode(content), row.fingerprint)


def _look(
    session: Session, row: OfficialDocument, place: int, name: str, now: datetime, *,
    of_office: bool,
) -> Look:  # fmt: skip
    unit = session.get_one(Unit, row.unit_id).name
    return Look(
        field="dau-co-quan" if of_office else f"chu-ky-{place}",
        place=f"signature-{place}",
        rule_set=row.rule_set,
        lines=stamp_lines(name, unit, office_time(now), of_office=of_office),
        reason=f"{row.symbol} {row.title}".strip(),
        where=unit,
        name=name,
        of_office=of_office,
    )


def _do(platform: Platform, actor: Actor, wish: _Wish) -> DocumentRef:
    with tempfile.TemporaryDirectory(prefix="ecabinet-sign-") as folder:
        signed = Path(folder) / "signed.pdf"
        facts = refused_at(
            lambda: sign(
                platform.blobs.path(wish.before), signed, wish.key, wish.pin, wish.look, wish.now,
                platform.settings.signing.tsa,
            )
        )  # fmt: skip
        with signed.open("rb") as file:
            blob = platform.blobs.put(file)
    certificate = {name: getattr(facts, name) for name in facts.__slots__}
    command = KeepSignature(
        document_id=wish.document_id, before=wish.before, blob=blob.sha256, seal=wish.seal,
        certificate=jsonable(certificate),
    )  # fmt: skip
    return platform.store.execute(actor, keep_signature, command)
