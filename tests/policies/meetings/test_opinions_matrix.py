"""Every permission on written opinions, for every part, in every state; and the SQL twins."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import allows
from ecabinet.core.store import Store
from meetings.opinions import loading
from meetings.opinions.commands.giving import (
    GiveOpinion,
    WithdrawOpinion,
    give_opinion,
    withdraw_opinion,
)
from meetings.opinions.commands.opening import (
    CloseOpinions,
    OpenOpinions,
    close_opinions,
    open_opinions,
)
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.places import GivenPlace, OpinionPlace
from meetings.opinions.policies import (
    POLICIES,
    OpinionsPermission,
    WrittenPermission,
    calls_visible_to,
    opinions_visible_to,
)
from meetings.opinions.states import Audience, Naming, is_over, takes
from meetings.rules import register_rules
from meetings.states import MeetingState
from tests.gatherings import Gathering
from tests.people import PEOPLE
from tests.policies.meetings.parts import (
    LEADING,
    OTHER_UNIT,
    PARTS,
    SECRETARIAT,
    actor,
    knows,
    meeting,
    no_guest,
    seated,
)

STATES = list(MeetingState)
SOON, PAST = timedelta(hours=1), timedelta(hours=-1)


@pytest.fixture(autouse=True)
def rules() -> None:
    """The table as the application registers it."""
    register_rules()


def place(
    part: str, who: Actor, state: MeetingState, audience: Audience, due: timedelta
) -> OpinionPlace[object]:
    found = meeting(part, who.person_id, state)
    call = OpinionCall(
        item_id=found.items[0].id, naming=Naming.NAMED, audience=audience, unit_id=OTHER_UNIT,
        due_at=utc_now() + due,
    )  # fmt: skip
    return OpinionPlace(found, found.items[0], call)


def reads_all(part: str, state: MeetingState, audience: Audience, over: bool) -> bool:
    """The desk, the unit that answers once it is called, members as was said."""
    shown = audience is Audience.AT_ONCE or (audience is Audience.CLOSED and over)
    answers = part == "other_office" and state is not MeetingState.DRAFT
    return part in LEADING or answers or (shown and no_guest(part, state))


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("due", [SOON, PAST])
def test_every_cell(audience: Audience, due: timedelta) -> None:
    """Nine parts in six states: the item, opinions with a name and without, one's own."""
    for part in PARTS:
        for state in STATES:
            who = actor(part)
            at = place(part, who, state, audience, due)
            over = is_over(state, None, at.call.due_at, utc_now())  # type: ignore[union-attr]
            taken = takes(state, None, at.call.due_at, utc_now())  # type: ignore[union-attr]
            answers = part == "other_office" and state is not MeetingState.DRAFT
            every = reads_all(part, state, audience, over)
            expected = {
                OpinionsPermission.READ: knows(part, state) or answers,
                OpinionsPermission.OPEN: part in SECRETARIAT,
                OpinionsPermission.GIVE: seated(part, state),
                OpinionsPermission.READ_ALL: every,
                OpinionsPermission.REPLY: part in SECRETARIAT or answers,
            }
            for permission, may in expected.items():
                assert allows(who, permission, at) is may, (permission, part, state)
                secret = replace(at, item=meeting(part, None, state).items[0])
                secret.item.secrecy = 2
                assert not allows(who, permission, secret), (permission, part, state)
            for anonymous in (False, True):
                told = every and (over or not anonymous)
                others = GivenPlace(at, opinion(uuid4(), anonymous))
                assert allows(who, WrittenPermission.READ, others) is told, (part, state)
                assert not allows(who, WrittenPermission.CHANGE, others)
                assert who.person_id is not None
                own = GivenPlace(at, opinion(who.person_id, anonymous))
                assert allows(who, WrittenPermission.READ, own)
                assert allows(who, WrittenPermission.CHANGE, own) is seated(part, state)
                adds = seated(part, state) and taken and not anonymous
                assert allows(who, WrittenPermission.ADD_FILE, own) is adds, (part, state)


def opinion(person_id: UUID, anonymous: bool) -> WrittenOpinion:
    return WrittenOpinion(id=uuid4(), person_id=person_id, anonymous=anonymous)


def test_the_matrix_knows_every_permission() -> None:
    assert set(POLICIES) == {*OpinionsPermission, *WrittenPermission}


def test_a_machine_in_the_hall_reads_none() -> None:
    found = place("member", actor("member"), MeetingState.IN_SESSION, Audience.AT_ONCE, PAST)
    machine = Actor(uuid4(), "screen", "", screen_of=found.meeting.id)  # type: ignore[attr-defined]
    assert not any(allows(machine, permission, found) for permission in OpinionsPermission)


def fill(gathering: Gathering) -> None:
    """Each audience once; with names and without, of a unit, of a guest, and one withdrawn."""
    units = gathering.office.units
    givers: list[tuple[str, dict[str, Any]]] = [
        ("daibieu01", {}),
        ("daibieu02", {"anonymous": True}),
        ("daibieu03", {"unit_id": units["TU"]}),
        ("lanhdao", {}),
    ]
    for item, audience in zip(gathering.items, Audience, strict=True):
        wish = OpenOpinions(
            item_ids=(item,), naming=Naming.CHOICE, audience=audience, unit_id=units["VPTU"]
        )
        gathering.run("thuky", open_opinions, wish)
        for name, more in givers:
            given = GiveOpinion(item_id=item, text="Ý kiến", **more)
            made = gathering.run(name, give_opinion, given)
        gathering.run("lanhdao", withdraw_opinion, WithdrawOpinion(opinion_id=made.opinion_id))
    guest = GiveOpinion(item_id=gathering.items[1], text="Ý kiến của khách")
    gathering.run("khach01", give_opinion, guest)


@pytest.mark.parametrize("stage", ["called", "running", "closed"])
def test_lists_show_what_the_rules_allow(gathering: Gathering, store: Store, stage: str) -> None:
    """The twins, for everybody; and one person's place is judged as the whole meeting."""
    getattr(gathering, "called" if stage == "called" else "running")()
    fill(gathering)
    for item in gathering.items if stage == "closed" else ():
        gathering.run("thuky", close_opinions, CloseOpinions(item_id=item))
    with store.reading() as session:
        whole = [
            loading.whole_opinion(session, key)
            for key in session.scalars(select(WrittenOpinion.id))
        ]
    keys = [one.opinion.id for one in whole if one]
    assert len(keys) == 13
    seen = 0
    for name in PEOPLE:
        who = gathering.as_actor(name)
        with store.reading() as session:
            listed = set(session.scalars(opinions_visible_to(who)))
            calls = set(session.scalars(calls_visible_to(who)))
            own = [loading.given_place(session, who, key) for key in keys]
            items = [loading.opinion_place(session, who, item) for item in gathering.items]
            for judged in (whole, own):
                may = [allows(who, WrittenPermission.READ, one) for one in judged]
                assert may == [key in listed for key in keys], name
            may = [allows(who, OpinionsPermission.READ, at) for at in items]
            assert may == [item in calls for item in gathering.items], name
        seen += len(listed)
    assert seen > 0
