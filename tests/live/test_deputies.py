"""Who acts for another hears what that one may hear, and no longer than the power lasts."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.acting import BeginActing, EndActing, begin_acting, end_acting
from ecabinet.accounts.commands.delegations import (
    DelegationTerms,
    RevokeDelegation,
    create_delegation,
    revoke_delegation,
)
from ecabinet.accounts.commands.sessions import hash_secret
from ecabinet.accounts.delegation_policies import POLICIES
from ecabinet.accounts.models import Delegation, Person, SignIn
from ecabinet.core import permissions
from ecabinet.core.access import AccessEnded
from ecabinet.core.actors import SYSTEM
from ecabinet.core.notices import stream_of
from ecabinet.core.unit_of_work import UnitOfWork
from tests.days import today
from tests.live.hall import SECRETARY, STRANGER
from tests.live.house import House, house, plain
from tests.live.wire import Closed, Tablet

SOON = 2.0
"""Rights that ended have ended within so many seconds (design/quality.md)."""
REFUSED = {"ok": False, "code": "live.refused"}


@pytest.fixture(scope="module")
def scene(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One server and one meeting for all these tests."""
    permissions.register(POLICIES)
    with house(sqlite_template, tmp_path_factory.mktemp("house"), plain) as made:
        yield made


@pytest.fixture
def acting(scene: House) -> Iterator[UUID]:
    """The stranger acts for the secretary; afterwards nobody does."""
    hall = scene.hall
    terms = DelegationTerms(
        receiver_id=hall.people[STRANGER], powers=("sessions",), from_on=today(), to_on=today(),
        reason="Đi vắng",
    )  # fmt: skip
    given = hall.store.execute(hall.actor(SECRETARY), create_delegation, terms).id
    begin = BeginActing(sign_in_id=sign_in(scene), delegation_id=given)
    hall.store.execute(hall.actor(STRANGER), begin_acting, begin)
    yield given
    hall.store.execute(SYSTEM, forget, terms)


def forget(uow: UnitOfWork, _terms: DelegationTerms) -> None:
    """End whatever a test left running."""
    for row in uow.session.scalars(select(Delegation).where(Delegation.revoked_at.is_(None))):
        row.revoked_at = uow.now
    # Whoever begins anew while still acting has the sockets of before ended, when the server hears.
    for row in uow.session.scalars(select(SignIn).where(SignIn.acting_delegation_id.is_not(None))):
        row.acting_delegation_id = None
    for giver in uow.session.scalars(select(Person)):
        giver.active = True


def sign_in(scene: House) -> UUID:
    with scene.hall.store.reading() as session:
        mine = SignIn.secret_hash == hash_secret(scene.hall.tokens[STRANGER])
        return session.scalars(select(SignIn.id).where(mine)).one()


def rooms(scene: House) -> list[str]:
    return [scene.stream(), scene.stream("members"), scene.stream("desk"), scene.stream("screen")]


def is_put_out_within_two_seconds(scene: House, tablet: Tablet, began: float) -> None:
    """Its connection is closed, and it comes back to nothing of the meeting."""
    with suppress(Closed):
        while True:
            tablet.event()
    assert time.monotonic() - began < SOON
    again = scene.tablet(STRANGER)
    for room in rooms(scene):
        assert again.ask("join", {"stream": room}) == REFUSED


def test_a_deputy_hears_the_desk_of_the_giver(scene: House, acting: UUID) -> None:
    tablet = scene.tablet(STRANGER, *rooms(scene))
    item = str(scene.hall.items[1])
    scene.caller(SECRETARY).must(
        "PUT", f"/meetings/{scene.hall.meeting_id}/current-item", {"item_id": item}
    )
    while tablet.event()[1]["type"] != "agenda.moved":
        pass


def test_but_nothing_of_the_givers_own(scene: House, acting: UUID) -> None:
    tablet = scene.tablet(STRANGER)
    theirs = stream_of(scene.hall.people[SECRETARY])
    assert tablet.ask("join", {"stream": theirs}) == REFUSED
    assert tablet.ask("join", {"stream": stream_of(scene.hall.people[STRANGER])})["ok"]
    assert tablet.ask("join", {"stream": "access"}) == REFUSED


@pytest.mark.parametrize("who", [SECRETARY, STRANGER])
def test_revoked_or_given_back_the_room_is_left(scene: House, acting: UUID, who: str) -> None:
    hall, tablet = scene.hall, scene.tablet(STRANGER, *rooms(scene))
    page = scene.caller(STRANGER).send("GET", f"/changes?stream={scene.stream('desk')}")
    assert page.status == 200
    began = time.monotonic()
    cmd = RevokeDelegation(delegation_id=acting, reason="Đã về")
    hall.store.execute(hall.actor(who), revoke_delegation, cmd)
    # The very next request is the stranger's own again.
    page = scene.caller(STRANGER).send("GET", f"/changes?stream={scene.stream('desk')}")
    assert page.status == 404
    is_put_out_within_two_seconds(scene, tablet, began)


def test_being_oneself_again_leaves_the_room(scene: House, acting: UUID) -> None:
    hall, tablet = scene.hall, scene.tablet(STRANGER, *rooms(scene))
    began = time.monotonic()
    hall.store.execute(hall.actor(STRANGER), end_acting, EndActing(sign_in_id=sign_in(scene)))
    is_put_out_within_two_seconds(scene, tablet, began)


def test_with_the_giver_the_deputy_goes(scene: House, acting: UUID) -> None:
    """Whatever takes the giver's sockets out takes the deputy's: an office ended, the account."""
    hall, tablet = scene.hall, scene.tablet(STRANGER, *rooms(scene))
    began = time.monotonic()
    hall.store.execute(SYSTEM, disable, EndActing(sign_in_id=hall.people[SECRETARY]))
    is_put_out_within_two_seconds(scene, tablet, began)


def disable(uow: UnitOfWork, cmd: EndActing) -> None:
    """Disable the giver as `deactivate_person` does, without ending their sign-ins."""
    uow.session.get_one(Person, cmd.sign_in_id).active = False
    uow.record(AccessEnded(person_id=cmd.sign_in_id))


def test_after_its_last_day_the_socket_is_ended(scene: House, acting: UUID) -> None:
    """Midnight comes without an event: who listens by a power of yesterday is looked for."""
    from ecabinet.web.roster import Lent, Roster, Seat

    roster, giver = Roster(), scene.hall.people[SECRETARY]
    for sid, until in (("over", today(-1)), ("runs", today()), ("own", None)):
        seat = Seat(sid, scene.hall.people[STRANGER], None)  # type: ignore[arg-type]
        roster.add(seat)
        roster.join(sid, "a")
        if until is not None:
            seat.lent["a"] = Lent(giver, until)
    assert roster.sids_lent_before(today()) == ["over"]
    assert roster.sids_by_right_of(giver, "a") == ["over", "runs"]
    roster.leave("over", "a")
    assert roster.sids_lent_before(today(1)) == ["runs"]
