"""From a proof made elsewhere to a person of ours: the one path behind provider and directory."""

from uuid import UUID

from ecabinet.accounts.single_sign_on.commands.admit import Admit, admit
from ecabinet.accounts.single_sign_on.commands.offices import WishedOffice
from ecabinet.accounts.single_sign_on.proof import ForeignProof
from ecabinet.core.actors import SYSTEM
from ecabinet.core.text import nfc
from ecabinet.platform import Platform
from ecabinet.sign_on_settings import GroupOffice


def admit_proof(platform: Platform, proof: ForeignProof) -> UUID:
    """Return whose proof this is; link or create the person and follow the groups as set up.

    Raises:
        Denied: nobody has let this account in, or the person is disabled here.
    """
    settings = platform.settings.single_sign_on
    offices = None
    if proof.groups is not None and settings.offices:
        offices = wishes(proof.groups, settings.offices)
    admitted = platform.store.execute(
        SYSTEM,
        admit,
        Admit(
            source=proof.source,
            subject=proof.subject,
            username=proof.username,
            name=proof.name,
            email=proof.email,
            offices=offices,
            may_create=settings.create,
        ),
    )
    return admitted.person_id


def wishes(groups: tuple[str, ...], mapping: tuple[GroupOffice, ...]) -> tuple[WishedOffice, ...]:
    """Return the offices that membership of `groups` gives, each once, in the mapping's order."""
    held = {group_key(group) for group in groups}
    found = (
        WishedOffice(unit=m.unit, role=m.role, title=m.title)
        for m in mapping
        if group_key(m.group) in held
    )
    return tuple(dict.fromkeys(found))


def group_key(group: str) -> str:
    """Return a group's name as it is compared: directories ignore case and blanks after commas."""
    return ",".join(part.strip() for part in nfc(group).casefold().split(","))
