"""The rule of grants: most specific wins; each level of the ladder; the SQL twin agrees."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import access
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.grants import EVERYBODY, Grants, Level, Rule, Who, grants_of
from documents.models import Paper, PaperGrant
from documents.policies import MarkPermission, PaperPermission, visible_to
from documents.queries.papers import papers_of, readable_papers
from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, DomainError, NotFound
from ecabinet.core.unit_of_work import Store
from tests.fixtures import Office
from tests.marks import ink, new
from tests.shelves import AN, BINH, CUONG, KIND, Shelf

NOW = utc_now()
AsActor = Callable[[str], Actor]
ON_LADDER = (
    (PaperPermission.READ, Level.VIEW),
    (PaperPermission.KEEP_PLACE, Level.VIEW),
    (PaperPermission.ANNOTATE, Level.ANNOTATE),
    (PaperPermission.MARK_OWN, Level.ANNOTATE),
    (PaperPermission.MARK_MEETING, Level.ANNOTATE),
    (PaperPermission.DOWNLOAD, Level.DOWNLOAD),
    (PaperPermission.PRINT, Level.PRINT),
)


def person(*units: UUID) -> Actor:
    offices = tuple(HeldOffice(unit, Role.MEMBER, "") for unit in units)
    return Actor(person_id=uuid4(), username="x", name="X", offices=offices)


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


def a_window(dice: random.Random) -> tuple[datetime | None, datetime | None]:
    near = [None, -2, -1, 0, 1, 2]
    start, end = dice.choice(near), dice.choice(near)
    if start is not None and end is not None and end <= start:
        end = start + 1
    return tuple(None if h is None else NOW + timedelta(hours=h) for h in (start, end))  # type: ignore[return-value]


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


def lay(store: Store, shelf: Shelf, paper_id: UUID | None, **fields: object) -> None:
    """Write a grant as it is stored, without the command."""

    def work(uow: object) -> None:
        session: Session = uow.session  # type: ignore[attr-defined]
        on = ("paper", paper_id) if paper_id else (KIND, shelf.id)
        row = {"who_kind": "all", "who_id": EVERYBODY, "set_at": NOW, **fields}
        session.add(PaperGrant(place_kind=on[0], place_id=on[1], **row))

    store.execute(SYSTEM_LIKE, lambda uow, _cmd: work(uow), None)  # type: ignore[arg-type,func-returns-value]


SYSTEM_LIKE = Actor(person_id=None, username="system", name="Hệ thống")


def outcome(gate: Callable[..., object], *args: object) -> str:
    try:
        gate(*args)
    except DomainError as error:
        return type(error).__name__
    return ""


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


def test_the_sql_twin_agrees(store: Store, shelf: Shelf, as_actor: AsActor, office: Office) -> None:
    dice = random.Random(7)
    papers = [shelf.upload(as_actor(AN)).paper_id for _ in range(3)]
    people = [office.people[name] for name in (AN, BINH, CUONG)]
    units = list(office.units.values())
    actors = {name: as_actor(name) for name in (AN, BINH, CUONG)}
    hidden = shown = 0
    for _ in range(25):
        wanted: dict[tuple[UUID | None, str, UUID], dict[str, object]] = {}
        for _ in range(dice.randint(1, 9)):
            who = dice.choice(["person", "unit", "unit", "all"])
            whom = {"person": dice.choice(people), "unit": dice.choice(units), "all": EVERYBODY}[
                who
            ]
            start, end = a_window(dice)
            wanted[dice.choice([None, *papers]), who, whom] = {
                "level": dice.choice([0, 0, 1, 2, 4]), "starts_at": start, "ends_at": end,
            }  # fmt: skip
        for (paper_id, who, whom), fields in wanted.items():
            lay(store, shelf, paper_id, who_kind=who, who_id=whom, **fields)
        for name, actor in actors.items():
            with store.reading() as s:
                listed = set(s.scalars(select(Paper.id).where(visible_to(actor))))
                by_gate = {
                    paper_id
                    for paper_id in papers
                    if not outcome(access.paper, s, actor, paper_id, PaperPermission.READ)
                }
                assert listed == by_gate, name
                assert {r.paper.id for r in readable_papers(s, actor).rows} == by_gate
                on_shelf = papers_of(s, actor, KIND, [shelf.id]).get(shelf.id, [])
                if name != CUONG:  # The caller of `papers_of` has authorised the place.
                    assert {view.id for view in on_shelf} == by_gate
                if name == BINH:
                    hidden += len(papers) - len(by_gate)
                    shown += len(by_gate)
        clear(store)
    assert hidden > 5
    assert shown > 5


def clear(store: Store) -> None:
    def work(uow: object, _cmd: object) -> None:
        for row in uow.session.scalars(select(PaperGrant)):  # type: ignore[attr-defined]
            uow.session.delete(row)  # type: ignore[attr-defined]

    store.execute(SYSTEM_LIKE, work, None)  # type: ignore[arg-type,type-var]


def test_a_clock_that_moves(
    store: Store, shelf: Shelf, as_actor: AsActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, in and after the window, by the gate and in lists; nobody has to do anything."""
    paper_id, binh = shelf.upload(as_actor(AN)).paper_id, as_actor(BINH)
    start, end = NOW + timedelta(hours=1), NOW + timedelta(hours=3)
    lay(store, shelf, paper_id, level=1, starts_at=start, ends_at=end)
    seen = []
    for hours in (0, 1, 2, 3):
        monkeypatch.setattr("documents.grants.utc_now", lambda h=hours: NOW + timedelta(hours=h))
        with store.reading() as s:
            gate = outcome(access.paper, s, binh, paper_id, PaperPermission.READ) == ""
            assert gate == bool(s.scalars(select(Paper.id).where(visible_to(binh))).all())
            assert grants_of(s, s.get_one(Paper, paper_id)).changes_at(binh) == (
                start if hours < 1 else end if hours < 3 else None
            )
        seen.append(gate)
    assert seen == [False, True, True, False]
