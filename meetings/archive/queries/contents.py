"""What one person's archive of a meeting would hold now, by the rights of this moment."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.storage import Blobs
from meetings.archive import access
from meetings.archive.names import Names
from meetings.archive.packing import INDEX, MANIFEST
from meetings.archive.queries import conclusions
from meetings.archive.queries.official import Official
from meetings.archive.queries.papers import Papers
from meetings.archive.queries.votes import Votes
from meetings.archive.shapes import Contents, ListedItem, ListedPerson, Written
from meetings.archive.states import Wish
from meetings.catalogue import Function
from meetings.kinds import MEETING_KINDS
from meetings.queries.detail import meeting_out
from meetings.queries.shapes import ConclusionOut, ItemOut, MeetingOut
from meetings.standing_in import with_whom

FUNCTIONS = {
    Function.CHAIR: "Chủ trì",
    Function.SECRETARY: "Thư ký",
    Function.MEMBER: "Thành viên",
    Function.GUEST: "Khách mời",
}


def contents(
    session: Session,
    blobs: Blobs,
    actor: Actor,
    meeting_id: UUID,
    wish: Wish,
    office: str,
    now: datetime,
) -> Contents:
    """Return what goes into the archive; `office` is whose papers bear their reader's name.

    Raises:
        NotFound: the actor does not know of the meeting.
        Denied: the actor acts on behalf of another.
        Conflict: the session has not been closed.
    """
    place = access.meeting_over(session, actor, meeting_id)
    shown = meeting_out(session, actor, place)
    names = Names((INDEX, MANIFEST))
    papers = Papers(session, actor, wish, office, names)
    votes = Votes(session, actor, shown, names)
    official = Official(session, actor, place, blobs, names)
    documents = official.listed(papers, now)
    items = tuple(_item(item, shown, papers, votes) for item in shown.agenda)
    sources = (*official.sources, *papers.sources, *votes.sources)
    if shown.conclusions:
        path = names.take("ket-luan", "Kết luận", "json")
        sources = (*sources, Written(path, _written(shown.conclusions)))
    kind = book(session, MEETING_KINDS).by_code.get(shown.kind)
    return Contents(
        meeting_id=shown.id,
        title=shown.title,
        kind=kind.name if kind else "",
        unit=shown.unit.name,
        place=shown.place,
        starts_at=shown.starts_at,
        opened_at=shown.opened_at,
        closed_at=shown.closed_at,
        items=items,
        documents=documents,
        people=tuple(
            ListedPerson(
                who.name, with_whom(who.title, who.stands_for), FUNCTIONS[who.function], who.present
            )
            for who in shown.participants
        ),
        sources=sources,
        tasks=conclusions.tasks(session, actor, shown.conclusions, office_day(now)),
    )


def _item(item: ItemOut, shown: MeetingOut, papers: Papers, votes: Votes) -> ListedItem:
    folder = f"muc-{item.number}"
    lines = (
        votes.listed(f"bieu-quyet/{folder}", vote)
        for vote in shown.votes
        if vote.item_id == item.id
    )
    return ListedItem(
        number=item.number,
        title=item.title,
        presenter=", ".join(part for part in (item.presenter_name, item.presenter_unit) if part),
        level=item.level,
        papers=tuple(papers.listed(f"tai-lieu/{folder}", paper) for paper in item.papers),
        votes=tuple(line for line in lines if line),
        conclusions=tuple(
            conclusions.listed(one) for one in shown.conclusions if one.item_id == item.id
        ),
    )


def _written(told: list[ConclusionOut]) -> bytes:
    """The conclusions for a program: as the API tells them."""
    kept = [one.model_dump(mode="json") for one in told]
    return (json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
