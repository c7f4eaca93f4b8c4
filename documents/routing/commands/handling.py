"""What receivers do with a slip, how its sender calls it back, and who has opened it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.routing import access, telling
from documents.routing.commands.sending import Text
from documents.routing.commands.steps import act_on, writer
from documents.routing.models import SlipOpening, SlipPart
from documents.routing.policies import PartPermission, SlipPermission, holds
from documents.routing.states import Act, may_recall
from ecabinet.core.errors import Conflict
from ecabinet.core.permissions import open_to_deputies
from ecabinet.core.unit_of_work import UnitOfWork


class OnPart(BaseModel):
    """A part; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True)
    part_id: UUID
    revision: int | None = None


class ReturnPart(OnPart):
    """Send back, with the reason."""

    reason: Text = Field(min_length=3, max_length=1_000)


class FinishPart(OnPart):
    """Say that it is done, and what came of it."""

    note: Text = Field("", max_length=1_000)


class OnSlip(BaseModel):
    """A slip: to be called back, or looked at."""

    model_config = ConfigDict(frozen=True)
    slip_id: UUID


class PartRef(BaseModel):
    """A part as it is now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    state: str
    revision: int


def receive_part(uow: UnitOfWork, cmd: OnPart) -> PartRef:
    """Take what was sent. Raises NotFound, Denied, Stale; Conflict: it was taken already."""
    part = access.part_to_change(uow, cmd.part_id, PartPermission.RECEIVE, cmd.revision)
    act_on(uow, part, Act.RECEIVE)
    telling.tell_sender(uow, part, "received")
    uow.audit("slip.received", "slip", part.slip_id, part=str(part.id))
    return _ref(part)


def return_part(uow: UnitOfWork, cmd: ReturnPart) -> PartRef:
    """Send back what is not one's own; the right to read ends with it.

    Raises:
        NotFound, Denied, Stale; Conflict: it was sent on, finished or returned.
    """
    part = access.part_to_change(uow, cmd.part_id, PartPermission.RETURN, cmd.revision)
    act_on(uow, part, Act.RETURN, cmd.reason)
    telling.tell_sender(uow, part, "returned")
    uow.audit("slip.returned", "slip", part.slip_id, part=str(part.id), reason=cmd.reason)
    return _ref(part)


def finish_part(uow: UnitOfWork, cmd: FinishPart) -> PartRef:
    """Say that it is done. Raises NotFound, Denied, Stale; Conflict: it was done or returned."""
    part = access.part_to_change(uow, cmd.part_id, PartPermission.FINISH, cmd.revision)
    act_on(uow, part, Act.FINISH, cmd.note)
    telling.tell_sender(uow, part, "done")
    uow.audit("slip.done", "slip", part.slip_id, part=str(part.id), text=cmd.note)
    return _ref(part)


def recall_slip(uow: UnitOfWork, cmd: OnSlip) -> None:
    """Call a slip back before anybody has acted; the receivers' right to read ends.

    Raises:
        NotFound, Denied; Conflict: somebody has acted.
    """
    slip, parts = access.parts_to_recall(uow, cmd.slip_id)
    if not may_recall([part.state for part in parts]):
        raise Conflict("routing.too_late")
    telling.tell_recalled(uow, parts)
    slip.recalled_at = uow.now
    for part in parts:
        act_on(uow, part, Act.RECALL)
    uow.audit("slip.recalled", "slip", slip.id, symbol=slip.entry.symbol)


@open_to_deputies
def open_slip(uow: UnitOfWork, cmd: OnSlip) -> None:
    """Keep that somebody of a receiver's side has opened the slip: once for each of them.

    Raises:
        NotFound: the slip is not to be known.
    """
    slip = access.slip(uow.session, uow.actor, cmd.slip_id, SlipPermission.READ)
    person = uow.actor.real_id or writer(uow)
    mine = [part for part in slip.parts if holds(uow.actor, part)]
    new = [p for p in mine if uow.session.get(SlipOpening, (p.id, person)) is None]
    uow.session.add_all(SlipOpening(part_id=p.id, person_id=person, at=uow.now) for p in new)
    if new:
        uow.audit("slip.opened", "slip", slip.id, symbol=slip.entry.symbol)


def _ref(part: SlipPart) -> PartRef:
    return PartRef(id=part.id, state=part.state, revision=part.revision)
