"""The votes of an archive: the sheet to read, and the result that anybody can count again."""

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, NotFound
from meetings.archive.names import Names
from meetings.archive.shapes import Drawn, Link, ListedVote, Source, Written
from meetings.queries.records import result_file
from meetings.queries.result_sheet import result_sheet
from meetings.queries.shapes import MeetingOut
from meetings.queries.vote_lines import figures_of, verdict_of
from meetings.queries.vote_shapes import VoteOut
from meetings.states import VoteState

OVER = (VoteState.CLOSED, VoteState.VOIDED)


class Votes:
    """Gathers the votes of a meeting as one reader may see them."""

    def __init__(self, session: Session, actor: Actor, shown: MeetingOut, names: Names):
        """Begin with nothing."""
        self._session, self._actor, self._shown, self._names = session, actor, shown, names
        self.sources: list[Source] = []

    def listed(self, folder: str, vote: VoteOut) -> ListedVote | None:
        """Return the line of a vote that people took part in; its files are among the sources."""
        if vote.opened_at is None or vote.state not in OVER:
            return None
        if vote.state is VoteState.CLOSED and vote.outcome is None:
            return ListedVote(vote.question, "Kết quả chưa công bố.")
        verdict = verdict_of(vote, self._shown.votes)
        if vote.state is VoteState.CLOSED and vote.published_at is None:
            verdict = f"{verdict} (Chưa công bố.)"
        links = (*self._sheet(folder, vote), *self._result(folder, vote))
        return ListedVote(vote.question, verdict, figures_of(vote), links)

    def _sheet(self, folder: str, vote: VoteOut) -> tuple[Link, ...]:
        try:
            facts = result_sheet(self._session, self._actor, vote.id)
        except Conflict:
            return ()
        path = self._names.take(folder, f"Kết quả biểu quyết - {vote.question}", "pdf")
        self.sources.append(Drawn(path, "result_sheet", facts))
        return (Link("Kết quả biểu quyết", path),)

    def _result(self, folder: str, vote: VoteOut) -> tuple[Link, ...]:
        """The file for `ecabinet verify-vote`; votes of before it was kept have none."""
        if vote.state is not VoteState.CLOSED:
            return ()
        try:
            content = result_file(self._session, vote.id)
        except NotFound:
            return ()
        path = self._names.take(folder, f"Kiểm phiếu - {vote.question}", "json")
        self.sources.append(Written(path, content))
        return (Link("Tệp kết quả để kiểm phiếu lại", path),)
