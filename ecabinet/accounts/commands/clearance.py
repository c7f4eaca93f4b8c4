"""How secret papers a person may know of: set by administrators, with the reason."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts import access
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Invalid
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork


class ClearanceTerms(BaseModel):
    """The highest level (0 none, 1 mật, 2 tối mật, 3 tuyệt mật) and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    clearance: int = Field(ge=0, le=3)
    reason: str = Field(min_length=1, max_length=500)


class SetClearance(ClearanceTerms):
    """The level and the person."""

    person_id: UUID
    revision: int | None = None


class Cleared(BaseModel):
    """What the person is cleared for now."""

    model_config = ConfigDict(frozen=True)
    clearance: int


def set_clearance(uow: UnitOfWork, cmd: SetClearance) -> Cleared:
    """Clear a person up to a level. Lowered, open tablets hear of secret papers no more.

    Raises:
        NotFound, Denied, Stale: see the gate.
        Invalid: no reason, or one's own clearance: nobody clears themselves.
    """
    person = access.person_to_change(uow, cmd.person_id, cmd.revision)
    if not nfc(cmd.reason.strip()):
        raise Invalid("clearance.no_reason", field="reason")
    if person.id in (uow.actor.person_id, uow.actor.real_id) and cmd.clearance > person.clearance:
        raise Invalid("clearance.own", field="clearance")
    before, person.clearance = person.clearance, cmd.clearance
    person.revision += 1
    uow.audit(
        "person.clearance_set", "person", person.id,
        before=before, after=cmd.clearance, reason=nfc(cmd.reason.strip()),
    )  # fmt: skip
    if cmd.clearance < before:
        # All sockets of the person close; they join again what may still be heard.
        uow.record(AccessEnded(person_id=person.id))
    return Cleared(clearance=cmd.clearance)
