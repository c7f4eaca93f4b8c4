"""Reading receipts of a meeting's papers, by paper and by person. Five queries without grants."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import Paper
from documents.queries.receipts import opened
from documents.viewers import kept_from
from ecabinet.accounts.models import Person
from meetings.calling import asked
from meetings.catalogue import Function
from meetings.models import Meeting, Participant
from meetings.policies import is_secretariat
from meetings.queries.papers import readable_papers


@dataclass(frozen=True)
class Read:
    """A paper, which seats may read it, and when those who did had it open."""

    paper: Paper
    number: str
    secrecy: int
    readers: frozenset[UUID]
    opened: dict[UUID, datetime]


@dataclass(frozen=True)
class Receipts:
    """All papers of a meeting with their readers."""

    papers: tuple[Read, ...]

    def unopened_by(self, seat_id: UUID) -> int:
        """How many papers the seat's person may read and has not opened."""
        return sum(seat_id in one.readers and seat_id not in one.opened for one in self.papers)

    def of_seat(self, seat_id: UUID) -> tuple[int, int]:
        """How many papers the seat's person has opened, of how many."""
        mine = [one for one in self.papers if seat_id in one.readers]
        return sum(seat_id in one.opened for one in mine), len(mine)


def receipts(session: Session, meeting: Meeting) -> Receipts:
    """Return the receipts; the secretaries, who handed the papers in, are not asked."""
    seats = asked(meeting)
    papers = session.scalars(readable_papers(meeting)).all()
    people = [seat.person_id for seat in seats]
    cleared = session.execute(select(Person.id, Person.clearance).where(Person.id.in_(people)))
    clearance = dict(cleared.all())
    shelf = [paper.id for paper in papers]
    kept = kept_from(session, shelf, people, lambda who: is_secretariat(who, meeting))
    places = opened(session, shelf, people)
    levels = {item.id: item.secrecy for item in meeting.items}
    places_of = {item.id: (at, item.number) for at, item in enumerate(meeting.items)}
    found = [
        Read(
            paper=paper,
            number=places_of[paper.container_id][1],
            secrecy=max(paper.secrecy, levels[paper.container_id]),
            readers=frozenset(
                seat.id
                for seat in seats
                if max(paper.secrecy, levels[paper.container_id]) <= clearance[seat.person_id]
                and _is_invited(seat, paper)
                and seat.person_id not in kept.get(paper.id, ())
            ),
            opened={
                seat.id: places[seat.person_id, paper.id]
                for seat in seats
                if (seat.person_id, paper.id) in places
            },
        )
        for paper in papers
    ]
    found.sort(key=lambda one: places_of[one.paper.container_id][0])
    return Receipts(tuple(found))


def _is_invited(seat: Participant, paper: Paper) -> bool:
    """With the clearance the twin of `policies.reads_item` for seats."""
    return seat.function != Function.GUEST or paper.container_id in seat.item_ids
