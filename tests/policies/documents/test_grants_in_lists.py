"""Grants in lists: the SQL twin agrees, also while the clock moves."""

import random
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from documents import access
from documents.grants import EVERYBODY, grants_of
from documents.models import Paper, PaperGrant
from documents.policies import PaperPermission, visible_to
from documents.queries.papers import papers_of, readable_papers
from ecabinet.core.store import Store
from tests.fixtures import Office
from tests.policies.documents.granted import (
    NOW,
    SYSTEM_LIKE,
    AsActor,
    a_window,
    lay,
    outcome,
)
from tests.shelves import AN, BINH, CUONG, KIND, Shelf


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
