"""The sample office's delegation: the secretary is away for a week, an official acts for them."""

from datetime import timedelta
from uuid import UUID

from ecabinet.accounts.commands.delegations import DelegationTerms, create_delegation
from ecabinet.accounts.queries.acting import acting
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.clock import office_day
from ecabinet.demo.sessions import Planned
from ecabinet.demo.teller import Teller
from meetings.commands.guide import PushAgendaItem, push_agenda_item

GIVER, DEPUTY = "thuky", "canbo"


def delegate(teller: Teller) -> UUID:
    """Let the secretary give the running of sessions away, from this day for a week."""
    today = office_day(teller.now)
    terms = DelegationTerms(
        receiver_id=teller.person(DEPUTY),
        powers=("sessions", "session_papers"),
        from_on=today,
        to_on=today + timedelta(days=7),
        reason="Đi công tác tại Trung ương",
    )
    return teller.do(GIVER, create_delegation, terms).id


def move_on(teller: Teller, planned: Planned, index: int, delegation_id: UUID) -> None:
    """Let the deputy make an item current, which shows with both names."""
    with teller.store.reading() as session:
        real = actor_by_username(session, DEPUTY, teller.now)
        actor = acting(session, real, delegation_id, teller.now) if real else None
    assert actor is not None, "the delegation is in force"
    item = PushAgendaItem(meeting_id=planned.meeting_id, item_id=planned.item_ids[index])
    teller.store.execute(actor, push_agenda_item, item)
