"""Who may do what with official documents and with keys. A signature is never lent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select

from documents.issuing.models import OfficialDocument, OfficialSigner, SigningKey
from documents.issuing.sources import sources
from documents.issuing.states import OfficialState
from documents.register.policies import KEEPERS, READERS
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, reaches
from ecabinet.core.rules import all_of, any_of


class OfficialPermission(Permission):
    """What can be done with a document; DRAFT is asked of the unit that will issue it."""

    READ = "official:read"
    DRAFT = "official:draft"
    DISCARD = "official:discard"
    ISSUE = "official:issue"
    SIGN = "official:sign"
    SEAL = "official:seal"
    FILE_SCAN = "official:file_scan"
    SUPERSEDE = "official:supersede"


class KeyPermission(Permission):
    """What can be done with a key; ADD_OF_UNIT is asked of the unit."""

    READ = "signing_key:read"
    ADD_OF_UNIT = "signing_key:add_of_unit"
    USE = "signing_key:use"
    REMOVE = "signing_key:remove"


@dataclass(frozen=True)
class Held:
    """A document, and how to ask whether a person may read what it is about."""

    row: OfficialDocument
    reads_subject: Callable[[Actor], bool] = lambda _actor: False


def issues_for(actor: Actor, unit_id: UUID) -> bool:
    """Is clerk or secretary of the unit."""
    return unit_id in actor.units_as(*KEEPERS)


def keeps_the_seal(actor: Actor, held: Held) -> bool:
    """Is clerk or secretary of the unit that issues the document."""
    return issues_for(actor, held.row.unit_id)


def works_there(actor: Actor, held: Held) -> bool:
    """Is clerk, leader, secretary or tracking officer of the unit that issues it."""
    return held.row.unit_id in actor.units_as(*READERS)


def is_to_sign(actor: Actor, held: Held) -> bool:
    """Is one of those who sign, of a document that was issued."""
    mine = (signer.person_id == actor.person_id for signer in held.row.signers)
    return held.row.state != OfficialState.DRAFT and actor.person_id is not None and any(mine)


def reads_the_subject(actor: Actor, held: Held) -> bool:
    """May read what the document is about, and it was issued."""
    out = held.row.state not in (OfficialState.DRAFT, OfficialState.ISSUING)
    return out and held.reads_subject(actor)


def is_cleared(actor: Actor, held: Held) -> bool:
    """Is cleared for its secrecy."""
    return actor.clearance >= held.row.secrecy


def is_own_key(actor: Actor, key: SigningKey) -> bool:
    """The key is one's own."""
    return actor.is_person(key.person_id)


def keeps_units_key(actor: Actor, key: SigningKey) -> bool:
    """Is clerk or secretary of the unit whose key it is."""
    return key.unit_id is not None and issues_for(actor, key.unit_id)


may_read = all_of(any_of(works_there, is_to_sign, reads_the_subject), is_cleared)
may_keep = all_of(keeps_the_seal, is_cleared)
may_sign = all_of(is_to_sign, is_cleared)
holds_key = any_of(is_own_key, keeps_units_key)

POLICIES: dict[Permission, Predicate] = {
    OfficialPermission.READ: may_read,
    OfficialPermission.DRAFT: issues_for,
    OfficialPermission.DISCARD: may_keep,
    OfficialPermission.ISSUE: may_keep,
    OfficialPermission.SIGN: may_sign,
    OfficialPermission.SEAL: may_keep,
    OfficialPermission.FILE_SCAN: may_keep,
    OfficialPermission.SUPERSEDE: may_keep,
    KeyPermission.READ: holds_key,
    KeyPermission.ADD_OF_UNIT: issues_for,
    KeyPermission.USE: holds_key,
    KeyPermission.REMOVE: holds_key,
}

UNITS: dict[Permission, Callable[[Any], frozenset[UUID]]] = {}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `OfficialDocument`."""
    if actor.person_id is None or not reaches(actor, OfficialPermission.READ):
        return false()
    row = OfficialDocument
    there = row.unit_id.in_(list(actor.units_as(*READERS)))
    signs = and_(
        row.state != OfficialState.DRAFT,
        row.id.in_(
            select(OfficialSigner.document_id).where(OfficialSigner.person_id == actor.person_id)
        ),
    )
    out = row.state.not_in([OfficialState.DRAFT, OfficialState.ISSUING])
    about = [
        and_(out, row.kind == source.kind, row.subject_id.in_(source.readable(actor)))
        for source in sources()
    ]
    return and_(or_(there, signs, *about), row.secrecy <= actor.clearance)


def keys_visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `holds_key` as SQL over `SigningKey`."""
    if actor.person_id is None or not reaches(actor, KeyPermission.READ):
        return false()
    units = list(actor.units_as(*KEEPERS))
    return or_(SigningKey.person_id == actor.person_id, SigningKey.unit_id.in_(units))
