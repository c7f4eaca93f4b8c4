"""What is explained is what is decided: every person, thing and permission of an office."""

import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.acting import acting
from ecabinet.core.actors import Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import Permission, registered
from ecabinet.core.rules import leaves, permission_name, rule_words
from ecabinet.core.things import kinds
from ecabinet.oversight import rights, rights_table
from ecabinet.oversight.reasons import reason_of
from tests.counting import counted
from tests.gatherings import Gathering, gathering
from tests.policies.oversight.gates import coherent, decisive, read_votes, verdict
from tests.populations import populate
from tests.rightsland import RightsLand, build_land

__all__ = ["gathering"]


@pytest.fixture
def land(app: Any, gathering: Gathering) -> Iterator[RightsLand]:
    """The office, inside a request: words need a language."""
    with app.test_request_context():
        yield build_land(gathering)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: all rules were loaded from it already."""
    return sqlite_url


def test_every_explanation_equals_the_verdict(land: RightsLand) -> None:
    """Person × thing × permission, of their own and on behalf of another."""
    asked = {True: 0, False: 0}
    viewer = land.g.as_actor("quantri")
    now = utc_now()
    with land.g.store.reading() as session:
        deputy = acting(session, land.g.as_actor("cuong"), land.delegation, now)
        for username, person_id in land.g.office.people.items():
            actor = land.g.as_actor(username)
            for kind, thing_id in land.things:
                told = rights.explain(session, viewer, person_id, kind, thing_id, now)
                assert told.answers
                for one in told.answers:
                    where = (username, kind, str(one.permission))
                    expected = verdict(session, actor, kind, thing_id, one.permission)
                    assert one.allowed is one.finding.holds is expected, where
                    assert coherent(one.finding), where
                    assert decisive(reason_of(one.finding, told.units)), where
                    asked[expected] += 1
                    lent = username == "cuong" and verdict(
                        session, deputy, kind, thing_id, one.permission
                    )
                    assert bool(one.delegations) is lent, where
    assert min(asked.values()) > 200


def test_holders_are_those_for_whom_the_explanation_says_yes(land: RightsLand) -> None:
    viewer, now = land.g.as_actor("quantri"), utc_now()
    with land.g.store.reading() as session:
        for kind, thing_id in land.things:
            said: dict[Permission, set[UUID]] = {p: set() for p in rights.permissions_of(kind)}
            for person_id in land.g.office.people.values():
                told = rights.explain(session, viewer, person_id, kind, thing_id, now)
                for one in told.answers:
                    if one.anyhow:
                        said[one.permission].add(person_id)
            for permission, people in said.items():
                found = rights.holders(
                    session, viewer, permission, (kind, thing_id), now, most=None
                )
                assert {row.person_id for row in found.rows} == people, (kind, permission)
                assert found.total == len(people)


def test_by_office_in_general_everybody_has_what_the_table_says_of_their_roles(
    land: RightsLand,
) -> None:
    """The list of holders without a thing and the table of roles are two readings of one rule."""
    viewer, now = land.g.as_actor("quantri"), utc_now()
    told = 0
    with land.g.store.reading() as session:
        people = session.scalars(select(Person)).all()
        for group in rights_table.table():
            for line in group.lines:
                found = rights.holders(session, viewer, line.permission, None, now, most=None)
                own = {row.person_id for row in found.rows if not row.behalf}
                by_role = {
                    p.id for p in people if any(Role(o.role) in line.roles for o in p.offices)
                }
                assert own == by_role, line.permission
                told += len(own)
    assert told > 100


def test_paging_gives_everybody_once(land: RightsLand) -> None:
    viewer, now = land.g.as_actor("quantri"), utc_now()
    permission = rights.find_permission("person:read")
    with land.g.store.reading() as session:
        whole = rights.holders(session, viewer, permission, None, now, most=None).rows
        parts = [
            rights.holders(session, viewer, permission, None, now, after=at, most=5).rows
            for at in range(0, len(whole) + 5, 5)
        ]
    assert [row.person_id for part in parts for row in part] == [row.person_id for row in whole]
    assert len(whole) == len(land.g.office.people)


@pytest.mark.parametrize("username", ["thuky", "chutri", "vanthu", "theodoi", "cuong"])
def test_only_administrators_may_ask(land: RightsLand, username: str) -> None:
    viewer, now = land.g.as_actor(username), utc_now()
    with land.g.store.reading() as session:
        for kind, thing_id in land.things[:3]:
            with pytest.raises(NotFound):
                rights.explain(session, viewer, viewer.person_id, kind, thing_id, now)
            with pytest.raises(NotFound):
                rights.find_things(session, viewer, kind, "phiên")
        with pytest.raises(NotFound):
            rights.holders(session, viewer, read_votes(), None, now)


def test_a_deactivated_person_may_nothing(land: RightsLand) -> None:
    with land.g.store.engine.begin() as connection:
        table = Person.__table__
        connection.execute(table.update().where(table.c.username == "thuky").values(active=False))
    viewer, now = land.g.as_actor("quantri"), utc_now()
    people = land.g.office.people
    with land.g.store.reading() as session:
        told = rights.explain(session, viewer, people["thuky"], "meeting", land.g.id, now)
        assert not told.active
        assert not any(one.anyhow for one in told.answers)
        # Nor who acted for them.
        told = rights.explain(session, viewer, people["cuong"], "meeting", land.g.id, now)
        assert not any(one.anyhow for one in told.answers)


def test_titles_are_told_only_to_those_who_may_read_them(land: RightsLand) -> None:
    """The administrator has no part in the meeting and no clearance."""
    viewer = land.g.as_actor("quantri")
    now = utc_now()
    with land.g.store.reading() as session:
        labels = [
            rights.explain(session, viewer, viewer.person_id, kind, key, now).thing
            for kind, key in land.things
            if kind in ("meeting", "agenda_item", "paper", "ballot", "task")
        ]
        found = [
            one.label
            for kind in kinds().values()
            if kind.searchable
            for words in ("Ban Thường vụ", "chuyển đổi số", "Tờ trình", "tuyệt đối", "Thông qua")
            for one in rights.find_things(session, viewer, kind.key, words)
        ]
    for label in labels + found:
        for hidden in ("Phiên họp Ban", "23-CT", "Tờ trình", "tuyệt đối", "Thông qua", "Kết nối"):
            assert hidden not in label


def test_everything_has_words(app: Any) -> None:
    """Every permission has a name and a kind of thing, every rule a sentence."""
    assert [p for p in registered() if permission_name(p) == str(p)] == []
    known = kinds()
    assert [p for p in registered() if p.partition(":")[0] not in known] == []
    silent = [
        (str(p), leaf)
        for p, rule in registered().items()
        for leaf in leaves(rule)
        if rule_words(leaf) is None
    ]
    assert silent == []


def test_two_thousand_people_take_no_more_queries_than_twenty(land: RightsLand) -> None:
    viewer, now = land.g.as_actor("quantri"), utc_now()

    def asked() -> int:
        with counted(land.g.store.engine) as found, land.g.store.reading() as session:
            for code in ("meeting:run", "paper:read", "ballot:cast"):
                kind = code.partition(":")[0]
                key = dict(land.things)[kind]
                permission = rights.find_permission(code)
                rights.holders(session, viewer, permission, (kind, key), now)
                rights.holders(session, viewer, permission, None, now)
        return len(found)

    few = asked()
    populate(land.g.store)
    began = time.monotonic()
    # Loading in parts of 500 adds some; one query a person would add thousands.
    assert asked() - few < 6 * 2 * (2000 / 500 + 1)
    assert time.monotonic() - began < 60
