"""The API of votes: slates, the roll, sheets of ballots, publication, what was made in error."""

from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.actors import SYSTEM
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.ballot import BallotSheet, SheetReceipt, cast_sheet
from meetings.commands.paper_count import EnterPaperCount, PaperFigures, enter_paper_count
from meetings.commands.publish import PublishVote, Voiding, VoidVote, publish_vote, void_vote
from meetings.commands.shown import NoteShown, note_shown
from meetings.commands.vote import PrepareSlate, SlateRef, prepare_slate
from meetings.commands.vote_roll import SetVoteRoll, VoteRoll, set_vote_roll
from meetings.queries.own_ballots import cast_by
from meetings.queries.vote_history import PAGE_SIZE, MemberHistory, vote_history
from meetings.queries.vote_roll import roll_of
from meetings.queries.vote_shapes import RollOut, VoteOut
from meetings.routes.doors import MeetingPath, VotePath, api, done, vote_answer
from meetings.routes.vote_bodies import Slate
from meetings.shown_together import Together

TOGETHER = Together()


class PersonPath(BaseModel):
    """Whose history."""

    person_id: UUID


@api.post(
    "/meetings/<uuid:meeting_id>/slates",
    operation_id="prepareSlate",
    summary="Chuẩn bị nhiều biểu quyết trên một phiếu",
    responses={201: SlateRef},
)
def slate(header: WriteHeaders, path: MeetingPath, body: Slate) -> Response:
    """Prepare several questions on one item, to be opened together and answered on one sheet."""
    command = PrepareSlate(meeting_id=path.meeting_id, questions=body.questions)
    return answer(execute(prepare_slate, command), 201)


@api.post(
    "/ballot-sheets",
    operation_id="castBallotSheet",
    summary="Bỏ phiếu cho nhiều biểu quyết cùng lúc",
    responses={201: SheetReceipt},
)
def sheet(header: WriteHeaders, body: BallotSheet) -> Response:
    """Cast in all votes of a slate at once: all ballots are taken, or none."""
    return answer(execute(cast_sheet, body), 201)


@api.put(
    "/votes/<uuid:vote_id>/roll",
    operation_id="setVoteRoll",
    summary="Đặt số phiếu và ủy quyền",
    responses={200: RollOut},
)
def set_roll(header: WriteHeaders, path: VotePath, body: VoteRoll) -> Response:
    """Set how many votes participants have and who casts for whom, before the vote opens."""
    execute(set_vote_roll, SetVoteRoll(vote_id=path.vote_id, **body.model_dump()))
    return _roll(path.vote_id)


@api.get(
    "/votes/<uuid:vote_id>/roll",
    operation_id="getVoteRoll",
    summary="Ai được bỏ phiếu, ai sẵn sàng",
    responses={200: RollOut},
)
def get_roll(path: VotePath) -> Response:
    """Show who is present, entitled, has the ballot on the screen and has cast."""
    return _roll(path.vote_id)


@api.post(
    "/votes/<uuid:vote_id>/shown",
    operation_id="noteBallotShown",
    summary="Báo phiếu đã hiện trên máy",
    responses={204: None},
)
def shown(header: WriteHeaders, path: VotePath) -> Response:
    """Say that the ballot is on the screen before the caller, who is entitled or a proxy."""
    with platform().store.reading() as session:
        seat = access.ballot_seen(session, current_actor(), path.vote_id)
        whose = cast_by(session, path.vote_id, seat) if seat else set()
    if whose:
        TOGETHER.add(path.vote_id, whose, _note)
    return done()


@api.post(
    "/votes/<uuid:vote_id>/publication",
    operation_id="publishVote",
    summary="Công bố kết quả biểu quyết",
    responses={200: VoteOut},
)
def publish(header: WriteHeaders, path: VotePath) -> Response:
    """Tell the result of a closed vote to everybody; again answers the same."""
    return vote_answer(execute(publish_vote, PublishVote(vote_id=path.vote_id)).id)


@api.post(
    "/votes/<uuid:vote_id>/voiding",
    operation_id="voidVote",
    summary="Hủy một biểu quyết làm nhầm",
    responses={200: VoteOut},
)
def void(header: WriteHeaders, path: VotePath, body: Voiding) -> Response:
    """Void a vote made in error, with the reason; it is kept and counts for nothing."""
    command = VoidVote(vote_id=path.vote_id, reason=body.reason)
    return vote_answer(execute(void_vote, command).id)


@api.post(
    "/votes/<uuid:vote_id>/paper-count",
    operation_id="enterPaperCount",
    summary="Nhập kết quả kiểm phiếu giấy hoặc giơ tay",
    responses={200: VoteOut},
)
def paper_count(header: WriteHeaders, path: VotePath, body: PaperFigures) -> Response:
    """Close a vote with the figures that at least two people counted, and their names."""
    command = EnterPaperCount(vote_id=path.vote_id, **body.model_dump())
    return vote_answer(execute(enter_paper_count, command).id)


class HistoryQuery(BaseModel):
    """From where on, and how many."""

    after: str = ""
    limit: Annotated[int, Field(ge=1, le=200)] = PAGE_SIZE


@api.get(
    "/vote-history/<uuid:person_id>",
    operation_id="listMemberVotes",
    summary="Lịch sử biểu quyết công khai của một thành viên",
    responses={200: MemberHistory},
)
def member_votes(path: PersonPath, query: HistoryQuery) -> Response:
    """List what a person cast openly: one's own, or a member's where one may see it."""
    with platform().store.reading() as session:
        found = vote_history(session, current_actor(), path.person_id, query.after, query.limit)
        return answer(found)


def _roll(vote_id: UUID) -> Response:
    with platform().store.reading() as session:
        return answer(roll_of(session, current_actor(), vote_id))


def _note(vote_id: UUID, participant_ids: tuple[UUID, ...]) -> None:
    command = NoteShown(vote_id=vote_id, participant_ids=participant_ids)
    platform().store.execute(SYSTEM, note_shown, command)
