"""What a predicate says of one meeting or item, its SQL twin says of all of them."""

from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import loading
from meetings.models import AgendaItem, AgendaTemplate, Meeting, PaperRequest
from meetings.places import ItemPlace
from meetings.policies import (
    ItemPermission,
    MeetingPermission,
    RequestPermission,
    TemplatePermission,
    grants_on_item,
    items_managed_by,
    items_visible_to,
    knows,
    reads_item,
    requests_decided_by,
    requests_visible_to,
    speaking_visible_to,
    templates_visible_to,
    visible_to,
)
from tests.gatherings import Gathering
from tests.people import PEOPLE


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
    secret(gathering, store, "daibieu02")
    nested(gathering, store)
    seen = 0
    for username in PEOPLE:
        actor = gathering.as_actor(username)
        with store.reading() as session:
            known = set(session.scalars(select(Meeting.id).where(visible_to(actor))))
            told = set(session.scalars(select(Meeting.id).where(speaking_visible_to(actor))))
            readable = set(session.scalars(items_visible_to(actor)))
            managed = set(session.scalars(items_managed_by(actor)))
            for meeting_id in session.scalars(select(Meeting.id)):
                meeting = loading.meeting(session, meeting_id)
                assert meeting is not None
                assert knows(actor, meeting) is (meeting_id in known), username
                asked = MeetingPermission.READ_SPEAKING
                assert allows(actor, asked, meeting) is (meeting_id in told), username
                for item in meeting.items:
                    assert reads_item(actor, ItemPlace(meeting, item)) is (item.id in readable)
                    managing = grants_on_item(actor, ItemPlace(meeting, item))
                    assert managing is (item.id in managed), username
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


def nested(gathering: Gathering, store: Store) -> None:
    """In the guest's item lie one for all with one in it, and one for members only."""

    def work(uow: UnitOfWork, _cmd: Any) -> None:
        above = gathering.items[1]
        for number, closed in (("2.1", False), ("2.1.1", False), ("2.2", True)):
            item = AgendaItem(
                id=new_id(),
                meeting_id=gathering.id,
                parent_id=gathering.items[1] if number.count(".") == 1 else above,
                position=9,
                number=number,
                title=number,
                minutes=5,
                members_only=closed,
            )
            uow.session.add(item)
            above = item.id

    store.execute(SYSTEM, work, None)


def secret(gathering: Gathering, store: Store, username: str) -> None:
    """The third item becomes secret, and one member is cleared for it."""

    def work(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.get_one(AgendaItem, gathering.items[2]).secrecy = 2
        uow.session.get_one(Person, gathering.office.people[username]).clearance = 2

    store.execute(SYSTEM, work, None)


def judged(actor: Actor, meeting: Any, items: list[Any]) -> list[bool]:
    """What every permission says."""
    on_meeting = [allows(actor, permission, meeting) for permission in MeetingPermission]
    return on_meeting + [allows(actor, p, item) for p in ItemPermission for item in items]


def test_the_twin_of_templates_agrees(gathering: Gathering, store: Store) -> None:
    """Of two bodies, for everybody of the office."""
    units = gathering.office.units

    def keep(uow: UnitOfWork, _cmd: Any) -> None:
        for code in ("TU", "VPTU"):
            author = gathering.office.people["thuky"]
            row = AgendaTemplate(unit_id=units[code], name="Mẫu", lines=[], created_by=author)
            row.created_at = uow.now
            uow.session.add(row)

    store.execute(SYSTEM, keep, None)
    said = set()
    for username in PEOPLE:
        actor = gathering.as_actor(username)
        with store.reading() as session:
            known = set(
                session.scalars(select(AgendaTemplate.id).where(templates_visible_to(actor)))
            )
            for row in session.scalars(select(AgendaTemplate)):
                allowed = allows(actor, TemplatePermission.READ, row)
                assert allowed is (row.id in known), username
                said.add(allowed)
    assert said == {True, False}


def test_the_twin_of_papers_asked_of_units(gathering: Gathering, store: Store) -> None:
    """For everybody: a plain item and a secret one, each asked of two units."""
    gathering.planned()
    secret(gathering, store, "canbo")
    day = office_day(utc_now())
    units = (gathering.office.units["VPTU"], gathering.office.units["TU"])

    def asking(uow: UnitOfWork, _cmd: Any) -> None:
        for item_id in gathering.items:
            for unit_id in units:
                row = PaperRequest(
                    meeting_id=gathering.id, item_id=item_id, unit_id=unit_id, name="Báo cáo",
                    due_on=day, asked_by=gathering.office.people["thuky"], asked_at=uow.now,
                )  # fmt: skip
                uow.session.add(row)

    store.execute(SYSTEM, asking, None)
    seen = 0
    for username in PEOPLE:
        actor = gathering.as_actor(username)
        with store.reading() as session:
            readable = set(session.scalars(requests_visible_to(actor)))
            decided = set(session.scalars(requests_decided_by(actor)))
            for key in session.scalars(select(PaperRequest.id)):
                place = loading.request_place(session, actor, key)
                whole = loading.whole_request(session, key)
                for held in (place, whole):
                    reads = allows(actor, RequestPermission.READ, held)
                    assert reads is (key in readable), username
                    decides = allows(actor, RequestPermission.DECIDE, held)
                    assert decides is (key in decided), username
                seen += key in readable
    assert seen > 0
