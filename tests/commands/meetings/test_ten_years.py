"""Meetings of ten years cost a page of today next to nothing: counted in steps of the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from documents.models import Paper, PaperVersion
from documents.queries.papers import readable_papers
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.ids import new_id
from ecabinet.core.store import Store
from meetings.models import AgendaItem, Meeting, Participant
from meetings.opinions.queries.home import opinions_to_reply
from meetings.queries.home import to_read
from meetings.queries.listing import When, meetings, on_day, today
from tests.gatherings import Gathering

PAST = 1_500
LOOKS: dict[str, tuple[Callable[[Session, Actor], Any], int]] = {
    "papers to read": (to_read, 150),
    "meetings of today": (today, 30),
    "meetings of a day": (lambda session, actor: on_day(session, actor, office_day(utc_now())), 30),
    "meetings now": (lambda session, actor: meetings(session, actor, When.NOW), 10),
    "newest papers": (readable_papers, 150),
    "opinions to reply to": (opinions_to_reply, 15),
}
"""And the most steps each meeting of the past may cost: that the person has a seat there is known
from an index, some times over."""


@pytest.mark.parametrize("who", ["thuky", "daibieu01", "vanthu"])
def test_the_past_costs_next_to_nothing(gathering: Gathering, who: str) -> None:
    if gathering.store.engine.dialect.name != "sqlite":
        pytest.skip("steps are counted on SQLite alone")
    gathering.called()
    gathering.paper(0, title="Tờ trình")
    actor = gathering.as_actor(who)
    before = {name: steps(gathering.store, actor, look) for name, (look, _) in LOOKS.items()}
    live_through(gathering)
    for name, (look, most) in LOOKS.items():
        more = steps(gathering.store, actor, look) - before[name]
        assert more < PAST * most, (name, before[name], more)


def steps(store: Store, actor: Actor, look: Callable[[Session, Actor], Any]) -> int:
    """Return how many instructions SQLite's machine carries out, to the nearest ten."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 10
        return 0

    with store.reading() as session:
        driver: Any = session.connection().connection.driver_connection
        driver.set_progress_handler(count, 10)
        try:
            look(session, actor)
        finally:
            driver.set_progress_handler(None, 10)
    return counted


def live_through(gathering: Gathering) -> None:
    """Add meetings of last years, each with everybody's seat, an item and its paper."""
    rows: dict[type[Any], list[dict[str, Any]]] = {
        table: [] for table in (Meeting, Participant, AgendaItem, Paper, PaperVersion)
    }
    for number in range(PAST):
        _meeting(rows, gathering, number)
    with gathering.store.engine.begin() as connection:
        for table, written in rows.items():
            connection.execute(insert(table), written)


def _meeting(
    rows: dict[type[Any], list[dict[str, Any]]], gathering: Gathering, number: int
) -> None:
    at = utc_now() - timedelta(days=30 + number)
    meeting, item, paper = new_id(), new_id(), new_id()
    rows[Meeting].append({
        "id": meeting, "unit_id": gathering.office.units["TU"], "title": f"Phiên {number}",
        "kind": "standing", "starts_at": at, "ends_at": at + timedelta(hours=2), "place": "",
        "state": "closed", "created_by": gathering.office.people["thuky"], "created_at": at,
    })  # fmt: skip
    rows[Participant] += [
        {"id": new_id(), "meeting_id": meeting, "person_id": gathering.office.people[name],
         "function": "member", "name": name, "title": "", "entitled": True, "rank": rank}
        for rank, name in enumerate(("daibieu01", "daibieu02", "thuky"))
    ]  # fmt: skip
    rows[AgendaItem].append({
        "id": item, "meeting_id": meeting, "position": 1, "number": "1", "title": "Việc",
        "minutes": 20, "state": "done",
    })  # fmt: skip
    rows[Paper].append({
        "id": paper, "container_kind": "agenda_item", "container_id": item, "title": "Báo cáo",
        "position": 1, "created_at": at,
    })  # fmt: skip
    rows[PaperVersion].append({
        "id": new_id(), "paper_id": paper, "number": 1, "state": "ready", "blob": "0" * 64,
        "size": 1, "filename": "a.pdf", "media_type": "application/pdf", "page_count": 1,
        "uploaded_at": at,
    })  # fmt: skip
