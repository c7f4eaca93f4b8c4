"""Scopes: no entry means refused, and every operation has a decision."""

import pytest

from ecabinet.core.actors import Actor, TokenGrant
from ecabinet.core.ids import new_id
from ecabinet.core.scopes import ANY, NEVER, SCOPES, grants, may_hear, scope_of
from ecabinet.web.operations import operations


def test_every_operation_has_a_scope_or_a_reason_why_not(built_app):
    undecided = [
        o.name for o in operations(built_app).values() if o.scope is None and o.name not in NEVER
    ]
    assert undecided == []


def test_what_is_never_open_exists(built_app):
    assert set(NEVER) <= {o.name for o in operations(built_app).values()}


def test_every_scope_needed_can_be_given(built_app):
    needed = {o.scope for o in operations(built_app).values() if o.scope}
    assert needed <= {*SCOPES, ANY}


# Who may read may have a copy made; nothing of anybody else's changes by it.
MADE_TO_READ = {"createPaperCopy"}


def test_reading_never_needs_to_write(built_app):
    for operation in operations(built_app).values():
        if operation.scope not in (None, ANY):
            reads = operation.method == "GET" or operation.name in MADE_TO_READ
            mode = "read" if reads else "write"
            assert operation.scope.endswith(f":{mode}"), operation


def test_an_unknown_tag_is_refused():
    assert scope_of("newThing", "unheard-of", "GET") is None


@pytest.mark.parametrize("name", sorted(NEVER))
def test_what_is_never_open_is_not_opened_by_its_tag(name):
    assert scope_of(name, "meetings", "GET") is None


@pytest.mark.parametrize(
    ("held", "needed", "opens"),
    [
        ({"meetings:read"}, "meetings:read", True),
        ({"meetings:write"}, "meetings:read", True),
        ({"meetings:read"}, "meetings:write", False),
        ({"documents:write"}, "meetings:read", False),
        (set(), ANY, True),
        (set(SCOPES), None, False),
    ],
)
def test_grants(held, needed, opens):
    assert grants(frozenset(held), needed) is opens


def hears(scope, stream):
    grant = TokenGrant(id=new_id(), scopes=frozenset({scope}))
    return may_hear(Actor(new_id(), "an", "An", token=grant), stream)


def test_streams_ask_for_their_area():
    assert hears("meetings:read", "meeting:1:all")
    assert not hears("meetings:read", "paper:1")
    assert not hears("meetings:write", "unheard-of:1")
    assert may_hear(Actor(new_id(), "an", "An"), "paper:1")
