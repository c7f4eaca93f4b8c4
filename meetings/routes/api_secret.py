"""The API of secret ballots, and of results that anybody can count again."""

from typing import Any

from flask import Response
from pydantic import BaseModel

from ecabinet.core.errors import Conflict
from ecabinet.core.permissions import allows
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.secret_ballot import (
    CastSecretBallot,
    SecretPaper,
    SecretReceipt,
    cast_secret_ballot,
)
from meetings.policies import MeetingPermission
from meetings.queries.records import codes_of, result_file
from meetings.routes.doors import VotePath, api
from meetings.states import VoteState

JSON = "application/json"
BINARY: dict[str, Any] = {"content": {JSON: {"schema": {"type": "string", "format": "binary"}}}}


class BallotCodes(BaseModel):
    """The codes of the ballots that were in the box, in the order of the alphabet."""

    codes: list[str]


@api.post(
    "/votes/<uuid:vote_id>/secret-ballots",
    operation_id="castSecretBallot",
    summary="Bỏ phiếu kín",
    responses={201: SecretReceipt},
)
def cast_secretly(header: WriteHeaders, path: VotePath, body: SecretPaper) -> Response:
    """Cast one's own ballot in a secret vote, once and for good."""
    said = {name: getattr(body, name) for name in SecretPaper.model_fields}
    command = CastSecretBallot(vote_id=path.vote_id, **said)
    return answer(execute(cast_secret_ballot, command), 201)


@api.get(
    "/votes/<uuid:vote_id>/ballot-codes",
    operation_id="listBallotCodes",
    summary="Mã các phiếu trong hòm phiếu kín",
    responses={200: BallotCodes},
)
def list_codes(path: VotePath) -> Response:
    """List the codes after a secret vote has closed, so that each voter can find the own one."""
    with platform().store.reading() as session:
        access.vote(session, current_actor(), path.vote_id, MeetingPermission.READ_VOTES)
        return answer(BallotCodes(codes=codes_of(session, path.vote_id)))


@api.get(
    "/votes/<uuid:vote_id>/result-file",
    operation_id="getVoteResultFile",
    summary="Tệp kết quả để kiểm phiếu lại",
    responses={200: BINARY},
)
def get_result_file(path: VotePath) -> Response:
    """Give the result with rules, voters and ballots: `ecabinet verify-vote` counts it again."""
    actor = current_actor()
    with platform().store.reading() as session:
        vote, place = access.vote(session, actor, path.vote_id, MeetingPermission.READ_VOTES)
        if vote.state == VoteState.VOIDED:
            raise Conflict("vote.voided")
        if vote.state != VoteState.CLOSED:
            raise Conflict("vote.not_closed")
        if vote.published_at is None and not allows(actor, MeetingPermission.RUN, place):
            raise Conflict("vote.not_published")
        content = result_file(session, path.vote_id)
    sent = Response(content, mimetype=JSON)
    sent.headers["Content-Disposition"] = f'attachment; filename="bieu-quyet-{path.vote_id}.json"'
    return noted(sent, "vote.exported", "vote", path.vote_id)
