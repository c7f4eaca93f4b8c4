"""Who signs in the name of a body, and what stands above the name."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from documents.official.parts import Signer
from documents.official.rules import RuleSet
from ecabinet.accounts.models import Person
from followup.queries.chases import signers_of

DEPUTY = "Phó "


def signer_for(
    session: Session, body_id: UUID, person: Person | None, rules: RuleSet, day: date
) -> Signer:
    """Return how a leader of the body signs: the head in the own name, a deputy for the head
    (K/T, KT.)."""
    if person is None:
        return Signer("")
    held = {one.id: one.title for one in signers_of(session, body_id, day)}
    title = held.get(person.id, "")
    if not title.startswith(DEPUTY):
        return Signer(person.name, title)
    head = title[len(DEPUTY) :].replace(" Thường trực", "", 1)
    return Signer(person.name, title, (f"{rules.authority['for_head']} {head}",))
