"""What a predicate says of one meeting or item, its SQL twin says of all of them."""

import pytest
from sqlalchemy import select

from ecabinet.core.unit_of_work import Store
from meetings import loading
from meetings.models import AgendaItem, Meeting
from meetings.policies import items_visible_to, knows, reads_item, visible_to
from tests.fixtures import PEOPLE
from tests.gatherings import Gathering


@pytest.mark.parametrize("stage", ["planned", "called", "running", "closed"])
def test_the_twins_agree_for_everybody(gathering: Gathering, store: Store, stage: str) -> None:
    """All people of the office, with one called meeting and one draft."""
    getattr(gathering, stage)()
    from meetings.commands.participants import RemoveParticipant, remove_participant

    if stage in ("planned", "called"):
        gone = RemoveParticipant(
            meeting_id=gathering.id, participant_id=gathering.seat("daibieu03")
        )
        gathering.run("thuky", remove_participant, gone)
    seen = 0
    for username in PEOPLE:
        actor = gathering.as_actor(username)
        with store.reading() as session:
            known = set(session.scalars(select(Meeting.id).where(visible_to(actor))))
            readable = set(session.scalars(items_visible_to(actor)))
            for meeting_id in session.scalars(select(Meeting.id)):
                meeting = access.load_meeting(session, meeting_id)
                assert meeting is not None
                assert knows(actor, meeting) is (meeting_id in known), username
            for item_id in session.scalars(select(AgendaItem.id)):
                place = access.item_place(session, item_id)
                assert place is not None
                assert reads_item(actor, place) is (item_id in readable), username
                seen += reads_item(actor, place)
    assert seen > 0
