"""The API of votes."""

from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import execute
from meetings.commands.ballot import BallotPaper, BallotReceipt, CastBallot, cast_ballot
from meetings.commands.question import Asked, Question
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareVote,
    close_vote,
    open_vote,
    prepare_vote,
)
from meetings.fields import LongText, Remark
from meetings.queries.vote_shapes import VoteOut
from meetings.routes.doors import MeetingPath, VotePath, api, vote_answer


class VoteOpening(Asked):
    """A prepared vote (`vote_id`), or a new question; a reason is needed without a quorum.

    Ballots are taken after `notice_seconds`, which devices count down.
    """

    vote_id: Annotated[UUID | None, Field(description="a vote prepared before")] = None
    question: LongText | None = None
    override_reason: Remark = ""
    notice_seconds: Annotated[int, Field(ge=0, le=60)] = 5

    def new_question(self) -> Question | None:
        """Return the new question, when one was asked."""
        if self.vote_id is not None or self.question is None:
            return None
        beside = {"vote_id", "override_reason", "notice_seconds"}
        return Question(**self.model_dump(exclude=beside))


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
        notice_seconds=body.notice_seconds,
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
    command = CastBallot(vote_id=path.vote_id, **body.model_dump())
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
