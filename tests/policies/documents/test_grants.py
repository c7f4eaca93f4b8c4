"""The rule of grants: most specific wins; each level of the ladder; the SQL twin agrees."""

import random
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from documents import access
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.grants import EVERYBODY, Grants, Level, Rule, Who
from documents.models import Paper
from documents.policies import MarkPermission, PaperPermission
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.store import Store
from tests.fixtures import Office
from tests.marks import ink, new
from tests.policies.documents.granted import (
    NOW,
    SYSTEM_LIKE,
    AsActor,
    a_window,
    lay,
    outcome,
    person,
)
from tests.shelves import AN, BINH, CUONG, Shelf

ON_LADDER = (
    (PaperPermission.READ, Level.VIEW),
    (PaperPermission.KEEP_PLACE, Level.VIEW),
    (PaperPermission.ANNOTATE, Level.ANNOTATE),
    (PaperPermission.MARK_OWN, Level.ANNOTATE),
    (PaperPermission.MARK_MEETING, Level.ANNOTATE),
    (PaperPermission.DOWNLOAD, Level.DOWNLOAD),
    (PaperPermission.PRINT, Level.PRINT),
)


def told(rules: list[Rule], actor: Actor, now: datetime) -> Level:
    """The rule once more, as docs/paper-rights.md tells it: step by step, not by a sort key."""
    for who in (Who.PERSON, Who.UNIT, Who.ALL):
        for own in (True, False):
            named = [r for r in rules if r.who is who and r.own is own]
            if who is Who.PERSON:
                named = [r for r in named if r.who_id == actor.person_id]
            if who is Who.UNIT:
                named = [r for r in named if r.who_id in {o.unit_id for o in actor.offices}]
            if named:
                return max(r.gives(now) for r in named)
    return Level.PRINT


def test_the_most_specific_wins() -> None:
    dice = random.Random(20260302)
    units = [uuid4() for _ in range(3)]
    decided_by: set[tuple[Who, bool]] = set()
    for _ in range(3000):
        actor = person(*dice.sample(units, dice.randint(0, 2)))
        rules = []
        for _ in range(dice.randint(0, 6)):
            who = dice.choice(list(Who))
            whom = {
                Who.PERSON: dice.choice([actor.person_id, uuid4()]),
                Who.UNIT: dice.choice(units),
                Who.ALL: EVERYBODY,
            }[who]
            assert whom is not None
            level = dice.choice(list(Level))
            rules.append(Rule(dice.random() < 0.5, who, whom, level, *a_window(dice)))
        grants = Grants(tuple(rules), NOW)
        assert grants.level(actor) == told(rules, actor, NOW)
        winner = grants.winner(actor)
        if winner:
            decided_by.add((winner.who, winner.own))
    assert len(decided_by) == 6  # Each kind of rule was seen to decide.


def test_a_window_begins_at_its_first_moment_and_ends_before_its_last() -> None:
    rule = Rule(True, Who.ALL, EVERYBODY, Level.VIEW, NOW, NOW + timedelta(hours=1))
    instant = timedelta(microseconds=1)
    at = {-instant: 0, timedelta(0): 1, timedelta(hours=1) - instant: 1, timedelta(hours=1): 0}
    assert {d: int(rule.gives(NOW + d)) for d in at} == at
    assert rule.changes_after(NOW - instant) == NOW
    assert rule.changes_after(NOW) == NOW + timedelta(hours=1)
    assert rule.changes_after(NOW + timedelta(hours=1)) is None


@pytest.mark.parametrize("level", list(Level))
def test_each_level_opens_what_is_below_it(
    store: Store, shelf: Shelf, as_actor: AsActor, level: Level
) -> None:
    version_id = shelf.ready(as_actor(AN))
    with store.reading() as s:
        paper_id = access.version(s, as_actor(AN), version_id, PaperPermission.READ).paper.id
    lay(store, shelf, paper_id, level=int(level))
    for permission, needed in ON_LADDER:
        with store.reading() as s:
            binh = outcome(access.version, s, as_actor(BINH), version_id, permission)
            an = outcome(access.version, s, as_actor(AN), version_id, permission)
            cuong = outcome(access.version, s, as_actor(CUONG), version_id, permission)
        assert binh == ("" if level >= needed else "NotFound" if not level else "Denied")
        assert an == "", "whoever sets grants loses nothing by them"
        assert cuong == "NotFound", "a grant never brings anybody in"


def test_a_unit_layer_needs_to_annotate(
    store: Store, shelf: Shelf, office: Office, as_actor: AsActor
) -> None:
    version_id = shelf.ready(as_actor(AN))
    unit, binh = office.units["TU"], as_actor(BINH)
    lay(store, shelf, None, level=int(Level.VIEW))
    with store.reading() as s:
        access.unit_layer(s, binh, version_id, unit, PaperPermission.READ_UNIT)
        with pytest.raises(Denied):
            access.unit_layer(s, binh, version_id, unit, PaperPermission.MARK_UNIT)


def test_marks_made_before_stay_but_cannot_be_changed(
    store: Store, shelf: Shelf, as_actor: AsActor
) -> None:
    version_id, binh = shelf.ready(as_actor(AN)), as_actor(BINH)
    mark = new(ink(layer="meeting"))
    command = AddAnnotations(version_id=version_id, annotations=[mark])
    store.execute(binh, add_annotations, command)
    lay(store, shelf, None, level=int(Level.VIEW))
    with store.reading() as s:
        access.mark(s, binh, mark.id, MarkPermission.READ)
        for permission in (MarkPermission.CHANGE, MarkPermission.REMOVE):
            with pytest.raises(Denied):
                access.mark(s, binh, mark.id, permission)


def test_secrecy_is_not_widened(
    store: Store, shelf: Shelf, as_actor: AsActor, office: Office
) -> None:
    version_id, binh = shelf.ready(as_actor(AN)), as_actor(BINH)
    with store.reading() as s:
        paper_id = access.version(s, binh, version_id, PaperPermission.READ).paper.id

    def secret(uow: object, _cmd: object) -> None:
        uow.session.get_one(Paper, paper_id).secrecy = 2  # type: ignore[attr-defined]

    store.execute(SYSTEM_LIKE, secret, None)  # type: ignore[arg-type,type-var]
    lay(store, shelf, paper_id, who_kind="person", who_id=office.people[BINH], level=4)
    with store.reading() as s, pytest.raises(NotFound):
        access.version(s, binh, version_id, PaperPermission.READ)
