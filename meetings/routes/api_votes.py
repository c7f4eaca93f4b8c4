"""The API of votes."""

from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import execute
from meetings.commands.ballot import BallotPaper, BallotReceipt, CastBallot, cast_ballot
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareVote,
    Question,
    close_vote,
    open_vote,
    prepare_vote,
)
from meetings.fields import LongText, Part, Remark
from meetings.queries.shapes import VoteOut
from meetings.routes.doors import MeetingPath, VotePath, api, vote_answer
from meetings.terms import Base


class VoteOpening(BaseModel):
    """A prepared vote (`vote_id`), or a new question; a reason is needed without a quorum."""

    vote_id: Annotated[UUID | None, Field(description="a vote prepared before")] = None
    item_id: UUID | None = None
    version_id: UUID | None = None
    question: LongText | None = None
    base: Base = Base.MEMBERS
    numerator: Part = 1
    denominator: Part = 2
    strict: bool = True
    override_reason: Remark = ""

    def new_question(self) -> Question | None:
        """Return the new question, when one was asked."""
        if self.vote_id is not None or self.question is None:
            return None
        return Question(**self.model_dump(exclude={"vote_id", "override_reason"}))


@api.post(
    "/meetings/<uuid:meeting_id>/votes",
    operation_id="prepareVote",
    summary="Chuẩn bị biểu quyết",
    responses={201: VoteOut},
)
def prepare(header: WriteHeaders, path: MeetingPath, body: Question) -> Response:
    """Prepare a vote to be opened later."""
    command = PrepareVote(meeting_id=path.meeting_id, question=body)
    return vote_answer(execute(prepare_vote, command).id, 201)


@api.post(
    "/meetings/<uuid:meeting_id>/vote-openings",
    operation_id="openVote",
    summary="Mở biểu quyết",
    responses={201: VoteOut},
)
def open_vote_now(header: WriteHeaders, path: MeetingPath, body: VoteOpening) -> Response:
    """Open a prepared vote, or a new one at once."""
    command = OpenVote(
        meeting_id=path.meeting_id,
        vote_id=body.vote_id,
        question=body.new_question(),
        override_reason=body.override_reason,
    )
    return vote_answer(execute(open_vote, command).id, 201)


@api.post(
    "/votes/<uuid:vote_id>/ballots",
    operation_id="castBallot",
    summary="Bỏ phiếu",
    responses={201: BallotReceipt},
)
def cast(header: WriteHeaders, path: VotePath, body: BallotPaper) -> Response:
    """Cast one's own ballot, once."""
    command = CastBallot(vote_id=path.vote_id, choice=body.choice, text=body.text)
    return answer(execute(cast_ballot, command), 201)


@api.post(
    "/votes/<uuid:vote_id>/closure",
    operation_id="closeVote",
    summary="Kết thúc biểu quyết",
    responses={200: VoteOut},
)
def close_vote_now(header: WriteHeaders, path: VotePath) -> Response:
    """Close a vote; closing again answers the same."""
    return vote_answer(execute(close_vote, CloseVote(vote_id=path.vote_id)).id)


@api.get(
    "/votes/<uuid:vote_id>",
    operation_id="getVote",
    summary="Một biểu quyết",
    responses={200: VoteOut},
)
def get_vote(path: VotePath) -> Response:
    """Show a vote; figures of choices and names only after it has closed."""
    return vote_answer(path.vote_id)
