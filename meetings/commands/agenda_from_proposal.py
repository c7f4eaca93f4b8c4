"""An approved proposal becomes an item of a meeting's agenda."""

from uuid import UUID

from ecabinet.core.unit_of_work import UnitOfWork
from followup.proposals.commands.become import became, proposal_to_use
from meetings.commands.agenda import AddAgendaItem, ItemRef, add_agenda_item
from meetings.fields import Command, ItemMinutes, ShortText, Title

OUTCOME = "agenda_item"


class PutOnAgenda(Command):
    """The proposal, and the item at the end of the agenda that it becomes."""

    proposal_id: UUID
    meeting_id: UUID
    title: Title
    minutes: ItemMinutes = 15
    presenter_unit: ShortText = ""


def put_on_agenda(uow: UnitOfWork, cmd: PutOnAgenda) -> ItemRef:
    """Add the item, and note on the proposal what it became.

    Raises:
        NotFound, Denied: of the proposal or the meeting.
        Conflict: it is not approved, or the meeting is over. Invalid: longer than the meeting.
    """
    row = proposal_to_use(uow, cmd.proposal_id)
    item = add_agenda_item(uow, AddAgendaItem(**cmd.model_dump(exclude={"proposal_id"})))
    became(uow, row, OUTCOME, item.id)
    return item
