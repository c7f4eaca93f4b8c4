"""Opinions asked of the members."""

from io import BytesIO
from typing import Any
from uuid import UUID

from documents.commands.upload import StoredFile
from ecabinet.core.clock import utc_now
from meetings.opinions.commands.giving import (
    GiveOpinion,
    give_opinion,
)
from meetings.opinions.commands.opening import (
    ChangeOpinions,
    CloseOpinions,
    OpenOpinions,
    change_opinions,
    close_opinions,
    open_opinions,
)
from meetings.opinions.commands.replying import ReplyToOpinion, reply_to_opinion
from meetings.opinions.commands.steps import OpinionRef
from meetings.opinions.queries.item import item_opinions
from meetings.opinions.queries.shapes import OpinionsOut
from meetings.opinions.states import ReplyKind
from tests.gatherings import Gathering
from tests.samples import plain_pdf


class Asking:
    """Opinions on the first item of a called meeting; the Party Office answers them."""

    def __init__(self, gathering: Gathering, **terms: Any) -> None:
        self.gathering = gathering
        self.item = gathering.items[0]
        wish = OpenOpinions(item_ids=(self.item,), unit_id=gathering.office.units["VPTU"], **terms)
        gathering.run("thuky", open_opinions, wish)

    def give(self, username: str, text: str, **more: Any) -> OpinionRef:
        """Write or change an opinion."""
        command = GiveOpinion(item_id=self.item, text=text, **more)
        made: OpinionRef = self.gathering.run(username, give_opinion, command)
        return made

    def close(self) -> None:
        """Take no more."""
        self.gathering.run("thuky", close_opinions, CloseOpinions(item_id=self.item))

    def change(self, **terms: Any) -> None:
        """Set the terms anew."""
        self.gathering.run("thuky", change_opinions, ChangeOpinions(item_id=self.item, **terms))

    def reply(self, username: str, opinion_id: UUID, text: str, **more: Any) -> OpinionRef:
        """Answer an opinion."""
        command = ReplyToOpinion(
            opinion_id=opinion_id, kind=more.pop("kind", ReplyKind.ACCEPTED), text=text, **more
        )
        made: OpinionRef = self.gathering.run(username, reply_to_opinion, command)
        return made

    def seen_by(self, username: str) -> OpinionsOut:
        """What somebody sees of the item."""
        actor = self.gathering.as_actor(username)
        with self.gathering.store.reading() as session:
            return item_opinions(session, actor, self.item, utc_now())

    def texts(self, username: str) -> list[str]:
        """The words that somebody reads in the list."""
        return [one.text for one in self.seen_by(username).opinions]


def file(gathering: Gathering) -> StoredFile:
    blob = gathering.store.blobs.put(BytesIO(plain_pdf()))
    return StoredFile(
        blob=blob.sha256, size=blob.size, filename="gop-y.pdf", media_type="application/pdf"
    )
