"""Powers given, used, taken back: what a deputy may and may not do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.accounts.commands.delegations import (
    DelegationTerms,
    RevokeDelegation,
    create_delegation,
    revoke_delegation,
)
from ecabinet.accounts.commands.preferences import ChoosePreferences, choose_preferences
from ecabinet.accounts.delegation_policies import POLICIES as DELEGATION_POLICIES
from ecabinet.accounts.due import sweep
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.acting import acting
from ecabinet.core import permissions
from ecabinet.core.actors import Actor
from ecabinet.core.audit import AuditEntry
from ecabinet.core.audit_check import faults
from ecabinet.core.clock import utc_now
from ecabinet.core.deputies import ActedFor
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound
from ecabinet.core.notices import NoticeRow
from ecabinet.core.permissions import allows, registered
from ecabinet.core.powers import delegable, powers
from followup.rules import register_rules as register_followup
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.presence import Presence, check_in
from meetings.commands.session import SessionStep, pause_session
from meetings.models import Meeting
from meetings.policies import visible_to
from meetings.terms import Choice
from tests.days import today
from tests.gatherings import Gathering, gathering

__all__ = ["gathering"]


@pytest.fixture(autouse=True)
def rules() -> None:
    permissions.register(DELEGATION_POLICIES)
    register_followup()


def terms(g: Gathering, to: str, *keys: str, **changes: Any) -> DelegationTerms:
    fields = {
        "receiver_id": g.office.people[to], "powers": keys, "from_on": today(),
        "to_on": today(7), "reason": "Đi công tác", **changes,
    }  # fmt: skip
    return DelegationTerms.model_validate(fields)


def give(g: Gathering, giver: str, to: str, *keys: str, **changes: Any) -> UUID:
    return g.run(giver, create_delegation, terms(g, to, *keys, **changes)).id


def as_deputy(g: Gathering, to: str, delegation_id: UUID, days: int = 0) -> Actor | None:
    with g.store.reading() as s:
        return acting(s, g.as_actor(to), delegation_id, utc_now() + timedelta(days=days))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"receiver_id": "self"}, "delegation.to_oneself"),
        ({"receiver_id": UUID(int=5)}, "delegation.receiver_unknown"),
        ({"powers": ("nothing",)}, "delegation.power_unknown"),
        ({"unit_ids": (UUID(int=5),)}, "delegation.unit_unknown"),
        ({"from_on": today(-1)}, "delegation.in_past"),
        ({"to_on": today(-1)}, "delegation.reversed"),
        ({"to_on": today(400)}, "delegation.too_long"),
        ({"reason": "  "}, "delegation.no_reason"),
    ],
)
def test_bad_terms(gathering: Gathering, changes: dict[str, Any], code: str) -> None:
    g = gathering.called()
    if changes.get("receiver_id") == "self":
        changes = {"receiver_id": g.office.people["thuky"]}
    with pytest.raises(Invalid) as refused:
        give(g, "thuky", "cuong", "sessions", **changes) if "powers" not in changes else g.run(
            "thuky", create_delegation, terms(g, "cuong", **changes)
        )
    assert refused.value.code == code


def test_only_ones_own_powers(gathering: Gathering) -> None:
    g = gathering.called()
    for giver, key in (("cuong", "sessions"), ("daibieu01", "sessions"), ("canbo", "register")):
        with pytest.raises(Invalid, match="power_not_held"):
            give(g, giver, "lanhdao", key)
    with pytest.raises(Invalid, match="power_not_held"):
        give(g, "thuky", "cuong", "sessions", unit_ids=(g.office.units["HUTD"],))


def test_overlap_and_chain(gathering: Gathering) -> None:
    g = gathering.called()
    first = give(g, "thuky", "cuong", "sessions")
    with pytest.raises(Conflict, match="overlaps"):
        give(g, "thuky", "cuong", "sessions", from_on=today(7))
    deputy = as_deputy(g, "cuong", first)
    assert deputy
    with pytest.raises(Denied):
        g.store.execute(deputy, create_delegation, terms(g, "canbo", "sessions"))
    with pytest.raises(Invalid, match="power_not_held"):
        give(g, "cuong", "canbo", "sessions")


def test_acting_is_told_everywhere(gathering: Gathering) -> None:
    g = gathering.running()
    deputy = as_deputy(g, "cuong", give(g, "thuky", "cuong", "sessions"))
    assert deputy
    g.store.execute(deputy, pause_session, SessionStep(meeting_id=g.id))
    with g.store.reading() as s:
        deed = s.scalars(select(AuditEntry).where(AuditEntry.action == "session.paused")).one()
        acted = s.scalars(select(ActedFor)).one()
        assert list(faults(s)) == []
    assert deed.actor_id == g.office.people["cuong"]
    assert deed.behalf_of_id == g.office.people["thuky"]
    assert (acted.deputy_name, acted.person_name) == ("Lý Mạnh Cường", "Phạm Thu Ký")


def test_what_is_never_done_for_another(gathering: Gathering) -> None:
    g = gathering.running()
    vote = g.open_vote()
    deputy = as_deputy(
        g, "cuong", give(g, "chutri", "cuong", "sessions", "session_papers", "tasks")
    )
    assert deputy
    attempts: list[tuple[Callable[..., Any], Any]] = [
        (cast_ballot, CastBallot(vote_id=vote, choice=Choice.YES)),
        (check_in, Presence(meeting_id=g.id)),
        (choose_preferences, ChoosePreferences(language="en")),
    ]
    for command, payload in attempts:
        with pytest.raises((Denied, NotFound)):
            g.store.execute(deputy, command, payload)
    with g.store.reading() as s:
        assert s.get_one(Person, g.office.people["chutri"]).language == "vi"


def test_it_ends_at_once(gathering: Gathering) -> None:
    g = gathering.called()
    given = give(g, "thuky", "cuong", "sessions")
    assert as_deputy(g, "cuong", given)
    assert as_deputy(g, "cuong", given, days=7)
    assert as_deputy(g, "cuong", given, days=8) is None
    assert as_deputy(g, "canbo", given) is None
    with pytest.raises(NotFound):
        g.run("canbo", revoke_delegation, RevokeDelegation(delegation_id=given, reason="Không"))
    g.run("quantri", revoke_delegation, RevokeDelegation(delegation_id=given, reason="Về"))
    assert as_deputy(g, "cuong", given) is None
    with pytest.raises(Conflict):
        g.run("thuky", revoke_delegation, RevokeDelegation(delegation_id=given, reason="Về"))


def _end_office(uow: Any, cmd: Any) -> None:
    for office in uow.session.scalars(select(Office).where(Office.person_id == cmd.receiver_id)):
        office.to_on = today(-1)


def _disable(uow: Any, cmd: Any) -> None:
    uow.session.get_one(Person, cmd.receiver_id).active = False


@pytest.mark.parametrize("harm", [_end_office, _disable])
def test_it_ends_with_the_giver(gathering: Gathering, harm: Any) -> None:
    g = gathering.called()
    given = give(g, "thuky", "cuong", "sessions")
    g.run("quantri", harm, terms(g, "thuky", "sessions"))
    assert as_deputy(g, "cuong", given) is None


def test_limited_to_units(gathering: Gathering) -> None:
    g = gathering.called()
    given = give(g, "thuky", "cuong", "sessions", unit_ids=(g.office.units["TU"],))
    deputy = as_deputy(g, "cuong", given)
    assert deputy
    from dataclasses import replace

    elsewhere = replace(
        deputy, deputy=replace(deputy.deputy, units=frozenset({g.office.units["HUTD"]}))
    )
    with g.store.reading() as s:
        assert s.scalars(select(Meeting.id).where(visible_to(deputy))).all() == [g.id]
        assert s.scalars(select(Meeting.id).where(visible_to(elsewhere))).all() == []
        row = s.get_one(Meeting, g.id)
        for permission in registered():
            if permission.startswith("meeting:"):
                assert not allows(elsewhere, permission, row)


def test_matrix_of_a_deputy(gathering: Gathering) -> None:
    """Every permission × every power: what was not given is refused, whatever the thing is."""
    g = gathering.called()
    deputy = as_deputy(g, "cuong", give(g, "thuky", "cuong", "session_papers"))
    assert deputy
    from dataclasses import replace

    for key, power in powers().items():
        given = replace(
            deputy,
            deputy=replace(deputy.deputy, permissions=frozenset(map(str, power.permissions))),
        )
        for permission in registered():
            if permission not in power.permissions:
                assert not allows(given, permission, object()), (key, permission)
    never = {
        "ballot:cast",
        "ballot:read",
        "meeting:check_in",
        "paper:mark_own",
        "paper:keep_place",
        "person:manage",
        "delegation:read",
        "delegation:revoke",
        "delegation:use",
        "delegation:oversee",
    }
    assert never.isdisjoint(map(str, delegable()))
    assert issubclass(Denied, DomainError)


def told(g: Gathering, username: str) -> list[str]:
    with g.store.reading() as session:
        rows = select(NoticeRow.kind).where(NoticeRow.person_id == g.office.people[username])
        return list(session.scalars(rows.order_by(NoticeRow.id)))


def test_each_is_told_in_words_for_them(gathering: Gathering) -> None:
    given = give(gathering, "thuky", "canbo", "sessions")
    assert told(gathering, "canbo") == ["delegation.given"]
    gathering.run("quantri", revoke_delegation, RevokeDelegation(delegation_id=given, reason="Về"))
    assert told(gathering, "canbo")[1:] == ["delegation.revoked"]
    assert told(gathering, "thuky") == ["delegation.taken_back"]


def test_the_end_of_the_last_day_is_told_once(gathering: Gathering) -> None:
    give(gathering, "thuky", "canbo", "sessions", to_on=today())
    gathering.store.clock = lambda: utc_now() + timedelta(days=1)
    sweep(gathering.store)
    sweep(gathering.store)
    assert told(gathering, "canbo") == ["delegation.given", "delegation.over"]
    assert told(gathering, "thuky") == ["delegation.returned"]
