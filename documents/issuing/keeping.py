"""A key file comes in: its PIN is tried once in a child, then the file is sealed and kept."""

from base64 import b64encode
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from documents.issuing import access
from documents.issuing.commands.keys import AddKey, KeyRef, add_key
from documents.pdf.errors import NotSigned, PdfRejected
from documents.pdf.sign import look_at_key
from ecabinet.accounts.models import Unit
from ecabinet.accounts.sealing import seal
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.platform import Platform

T = TypeVar("T")

PURPOSE = "signing-key"
LARGEST = 256 << 10
_OF_PIN = frozenset({"wrong_pin", "pin_locked"})
_OF_NOTHING = frozenset({"no_timestamp", "no_place_to_sign"})


def take_key(
    platform: Platform, actor: Actor, content: bytes, pin: str, unit_id: UUID | None = None
) -> KeyRef:
    """Keep a key file of the person, or with `unit_id` of a unit.

    Raises:
        NotFound: the unit's keys are not the person's to keep.
        Invalid: it is no key file, the PIN is wrong, the certificate is unfit or somebody else's.
        Conflict: it is kept already.
    """
    if unit_id is not None:
        access.unit_of_key(actor, unit_id)
    if len(content) > LARGEST:
        raise Invalid("signing.no_key_file", field="file")
    facts = refused_at(lambda: look_at_key(content, pin, platform.store.clock()), "file")
    if _spoken(facts.name) != _spoken(_holder(platform, actor, unit_id)):
        raise Invalid("signing.other_name", field="file", name=facts.name)
    key_id = new_id()
    sealed = seal(platform.settings.secret_key, PURPOSE, key_id, b64encode(content).decode())
    wish = AddKey(key_id=key_id, unit_id=unit_id, facts=facts, sealed=sealed)
    return platform.store.execute(actor, add_key, wish)


def refused_at(work: Callable[[], T], other: str = "key_id") -> T:
    """Return what `work` does; a refusal tells at which field it can be mended."""
    try:
        return work()
    except NotSigned as refused:
        field = {"field": "pin" if refused.reason in _OF_PIN else other}
        if refused.reason in _OF_NOTHING:
            field = {}
        raise Invalid(refused.code, **{**refused.params, **field}) from None
    except PdfRejected as refused:
        raise Invalid(refused.code, **refused.params) from None


def _spoken(name: str) -> str:
    return " ".join(name.casefold().split())


def _holder(platform: Platform, actor: Actor, unit_id: UUID | None) -> str:
    if unit_id is None:
        return actor.name
    with platform.store.reading() as session:
        return session.get_one(Unit, unit_id).name
