"""Who × permission on receivers of events: administrators, in their own name; nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ecabinet.core.actors import SYSTEM, Actor, Deputy, HeldOffice, Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.powers import delegable
from ecabinet.webhooks.models import Delivery, Receiver
from ecabinet.webhooks.policies import WebhookPermission
from ecabinet.webhooks.rules import register_rules

THINGS = (None, Receiver(id=new_id()), Delivery(id=new_id()))


@pytest.fixture(autouse=True)
def _rights() -> None:
    register_rules()


def holding(*roles: Role) -> Actor:
    """Somebody with these offices."""
    offices = tuple(HeldOffice(new_id(), role, "") for role in roles)
    return Actor(person_id=new_id(), username="x", name="X", offices=offices)


@pytest.mark.parametrize("permission", list(WebhookPermission))
def test_who_may(permission: WebhookPermission) -> None:
    allowed = {role for role in Role if all(may(holding(role), permission))}
    assert allowed == {Role.ADMINISTRATOR}
    assert not any(may(holding(*(set(Role) - {Role.ADMINISTRATOR})), permission))
    assert not any(may(SYSTEM, permission))


def test_none_of_it_is_given_away() -> None:
    assert not set(WebhookPermission) & delegable()
    until = office_day(utc_now()) + timedelta(days=1)
    deputy = Deputy(new_id(), "Y", new_id(), frozenset(delegable()), None, until)
    acting = replace(holding(Role.ADMINISTRATOR), deputy=deputy)
    assert not any(granted for one in WebhookPermission for granted in may(acting, one))


def may(actor: Actor, permission: WebhookPermission) -> list[bool]:
    return [allows(actor, permission, thing) for thing in THINGS]
