"""Rights of the whole product: every permission is declared, and no entry means refused."""

import pytest

from ecabinet.core import permissions
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.permissions import Permission

NOBODY = Actor(person_id=None, username="", name="")


class Lone(Permission):
    READ = "lone:read"
    BREAK = "lone:break"


def declared():
    """Every member of every feature's enum of permissions."""
    return [p for kind in Permission.__subclasses__() if kind is not Lone for p in kind]


def test_every_permission_of_every_feature_has_a_rule(built_app):
    missing = [p for p in declared() if p not in permissions.registered()]
    assert missing == []
    assert len(declared()) > 20


def test_without_a_rule_everything_is_refused():
    assert not permissions.allows(NOBODY, Lone.BREAK, object())
    with pytest.raises(NotFound):
        permissions.require(NOBODY, Lone.BREAK, Lone.READ, object(), "lone")


def test_missing_and_forbidden_look_alike():
    raised = []
    for thing in (None, object()):
        with pytest.raises(NotFound) as caught:
            permissions.require(NOBODY, Lone.READ, Lone.READ, thing, "lone")
        raised.append((caught.value.code, caught.value.params))
    assert raised[0] == raised[1]


def test_readable_but_not_allowed_is_denied(monkeypatch):
    monkeypatch.setitem(permissions._TABLE, Lone.READ, lambda actor, thing: True)
    with pytest.raises(Denied):
        permissions.require(NOBODY, Lone.BREAK, Lone.READ, object(), "lone")


def test_one_permission_cannot_be_declared_twice():
    with pytest.raises(ValueError, match="declared twice"):
        permissions.register({p: lambda a, t: True for p in list(permissions.registered())[:1]})
