"""A document is sent on with an instruction: from its book, or by who was sent it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from documents.register.models import Entry, Urgency
from documents.routing import access, telling
from documents.routing.commands.receivers import Receiver, checked_receivers
from documents.routing.commands.steps import act_on, write_step, writer
from documents.routing.ink import Sheet
from documents.routing.models import Slip, SlipPart
from documents.routing.policies import PartPermission, desks
from documents.routing.states import Act
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.text import nfc
from ecabinet.core.unit_of_work import UnitOfWork

Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(nfc)]


class Wish(BaseModel):
    """What stands on a slip. Typed words or handwriting: one of them is needed."""

    model_config = ConfigDict(frozen=True)
    receivers: tuple[Receiver, ...] = Field(min_length=1, max_length=200)
    instruction: Text = Field("", max_length=4_000)
    ink: Sheet | None = None
    urgency: Urgency = Urgency.NORMAL
    due_on: date | None = None


class SendSlip(Wish):
    """Send a document of a book on."""

    entry_id: UUID


class ForwardSlip(Wish):
    """Send on what one was sent. `revision` is that of the part the person saw."""

    part_id: UUID
    revision: int | None = None


class SlipRef(BaseModel):
    """The new slip."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def send_slip(uow: UnitOfWork, cmd: SendSlip) -> SlipRef:
    """Send a document to units and people; exactly one of them leads.

    Raises:
        NotFound, Denied: the document is not the person's to send.
        Invalid: nothing is instructed; receivers are unknown, twice, or not cleared; day is past.
    """
    entry = access.entry_to_send(uow.session, uow.actor, cmd.entry_id)
    slip = _write(uow, cmd, entry, entry.unit_id, None)
    uow.audit("slip.sent", "slip", slip.id, symbol=entry.symbol, to=len(cmd.receivers))
    return SlipRef(id=slip.id)


def forward_slip(uow: UnitOfWork, cmd: ForwardSlip) -> SlipRef:
    """Send on to others what one was sent; what one was told to do stays one's own to finish.

    Raises:
        NotFound, Denied: the part is not the person's.
        Stale: somebody else at the same desk has acted meanwhile.
        Conflict: it was finished or returned.
        Invalid: as with `send_slip`.
    """
    part = access.part_to_change(uow, cmd.part_id, PartPermission.FORWARD, cmd.revision)
    act_on(uow, part, Act.FORWARD)
    slip = _write(uow, cmd, part.slip.entry, _own_unit(uow, part), part)
    uow.audit("slip.forwarded", "slip", slip.id, before=str(part.slip_id), to=len(cmd.receivers))
    return SlipRef(id=slip.id)


def _own_unit(uow: UnitOfWork, part: SlipPart) -> UUID:
    """Return in whose name a receiver sends on: the unit's, or that of their first office."""
    if part.unit_id is not None:
        return part.unit_id
    held = [office.unit_id for office in uow.actor.offices]
    own = [unit for unit in held if unit in desks(uow.actor)] or held
    if not own:
        raise Denied("denied", kind="slip")
    return own[0]


def _write(
    uow: UnitOfWork, wish: Wish, entry: Entry, unit_id: UUID, before: SlipPart | None
) -> Slip:
    if not wish.instruction and wish.ink is None:
        raise Invalid("routing.no_instruction", field="instruction")
    if wish.due_on is not None and wish.due_on < office_day(uow.now):
        raise Invalid("routing.due_in_past", field="due_on")
    receivers = checked_receivers(uow, wish.receivers, entry)
    key = new_id()
    slip = Slip(
        id=key, entry_id=entry.id, root_id=before.slip.root_id if before else key,
        from_part_id=before.id if before else None, unit_id=unit_id, sender_id=writer(uow),
        instruction=wish.instruction, ink=wish.ink.model_dump(mode="json") if wish.ink else None,
        urgency=wish.urgency, due_on=wish.due_on, sent_at=uow.now,
    )  # fmt: skip
    uow.session.add(slip)
    uow.session.flush()  # Parts and history refer to the row.
    parts = [_part(uow, slip, receiver, place) for place, receiver in enumerate(receivers)]
    uow.session.add_all(parts)
    write_step(uow, slip.id, None, Act.SEND)
    telling.tell_receivers(uow, slip, entry, parts)
    return slip


def _part(uow: UnitOfWork, slip: Slip, receiver: Receiver, place: int) -> SlipPart:
    return SlipPart(
        id=new_id(), slip_id=slip.id, unit_id=receiver.unit_id, person_id=receiver.person_id,
        role=receiver.role, position=place, changed_at=uow.now,
    )  # fmt: skip
