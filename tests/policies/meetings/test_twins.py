"""What a predicate says of one meeting or item, its SQL twin says of all of them."""

from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import Store
from meetings import loading
from meetings.models import Meeting
from meetings.places import ItemPlace
from meetings.policies import (
    ItemPermission,
    MeetingPermission,
    items_visible_to,
    knows,
    reads_item,
    visible_to,
)
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
                meeting = loading.meeting(session, meeting_id)
                assert meeting is not None
                assert knows(actor, meeting) is (meeting_id in known), username
                for item in meeting.items:
                    assert reads_item(actor, ItemPlace(meeting, item)) is (item.id in readable)
                    seen += item.id in readable
    assert seen > 0


@pytest.mark.parametrize("stage", ["planned", "called", "running", "closed"])
def test_a_place_is_judged_as_the_whole_meeting(
    gathering: Gathering, store: Store, stage: str
) -> None:
    """Every permission on meetings and items, for everybody: what is loaded makes no difference."""
    getattr(gathering, stage)()
    said = set()
    for username in PEOPLE:
        actor = gathering.as_actor(username)
        with store.reading() as session:
            whole = loading.meeting(session, gathering.id)
            assert whole is not None
            by_whole = judged(actor, whole, [ItemPlace(whole, item) for item in whole.items])
        with store.reading() as session:
            place = loading.place(session, actor, gathering.id)
            at = [loading.item_place(session, actor, item_id) for item_id in gathering.items]
            assert judged(actor, place, at) == by_whole, username
        said |= set(by_whole)
    assert said == {True, False}


def test_a_place_gives_nobody_else_a_seat(gathering: Gathering, store: Store) -> None:
    """Asked about another person, the place of the chair refuses."""
    gathering.running()
    with store.reading() as session:
        place = loading.place(session, gathering.as_actor("chutri"), gathering.id)
    assert place is not None
    assert knows(gathering.as_actor("chutri"), place)
    assert not knows(gathering.as_actor("daibieu01"), place)


def judged(actor: Actor, meeting: Any, items: list[Any]) -> list[bool]:
    """What every permission says."""
    on_meeting = [allows(actor, permission, meeting) for permission in MeetingPermission]
    return on_meeting + [allows(actor, p, item) for p in ItemPermission for item in items]
