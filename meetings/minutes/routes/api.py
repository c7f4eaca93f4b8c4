"""Operations of minutes."""

from flask import Response

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.minutes.commands.amending import (
    AcceptAmendment,
    AmendmentAcceptance,
    AmendmentPaper,
    AmendmentRef,
    AmendmentRefusal,
    ProposeAmendment,
    RefuseAmendment,
    accept_amendment,
    propose_amendment,
    refuse_amendment,
)
from meetings.minutes.commands.opening import (
    ApproveMinutes,
    CirculateMinutes,
    MinutesApproval,
    MinutesCirculation,
    OpenMinutes,
    approve_minutes,
    circulate_minutes,
    open_minutes,
)
from meetings.minutes.commands.steps import MinutesRef
from meetings.minutes.commands.writing import BlockText, WriteBlock, WrittenBlock, write_block
from meetings.minutes.queries.shapes import (
    AmendmentsOut,
    MinutesComparisonOut,
    MinutesOut,
    MinutesVersionsOut,
)
from meetings.minutes.queries.work import compare
from meetings.minutes.routes.doors import (
    AmendmentPath,
    BlockPath,
    MinutesVersionPath,
    api,
    load_amendments,
    load_minutes,
    load_versions,
)
from meetings.routes.doors import MeetingPath

MINUTES = "/meetings/<uuid:meeting_id>/minutes"
BLOCK = "/minutes-blocks/<uuid:block_id>"
ONE = "/minutes-amendments/<uuid:amendment_id>"


@api.get(
    MINUTES,
    operation_id="readMinutes",
    summary="Biên bản: dữ kiện và lời ghi",
    responses={200: MinutesOut},
)
def read(path: MeetingPath) -> Response:
    """Show facts, in the words of the paper, and the texts between them."""
    return answer(load_minutes(path.meeting_id))


@api.post(
    MINUTES,
    operation_id="openMinutes",
    summary="Mở biên bản để soạn",
    responses={200: MinutesRef},
)
def open_them(header: WriteHeaders, path: MeetingPath) -> Response:
    """Open the minutes, or add the texts of items that came on the agenda since."""
    return answer(execute(open_minutes, OpenMinutes(meeting_id=path.meeting_id)))


@api.post(
    MINUTES + "/circulation",
    operation_id="circulateMinutes",
    summary="Gửi biên bản xin góp ý, đổi hạn",
    responses={200: MinutesRef},
)
def circulate(header: WriteHeaders, path: MeetingPath, body: MinutesCirculation) -> Response:
    """Send the minutes round until a deadline; again: with another deadline."""
    command = CirculateMinutes(meeting_id=path.meeting_id, **body.model_dump())
    return answer(execute(circulate_minutes, command))


@api.post(
    MINUTES + "/approval",
    operation_id="approveMinutes",
    summary="Duyệt biên bản",
    responses={200: MinutesRef},
)
def approve(header: WriteHeaders, path: MeetingPath, body: MinutesApproval) -> Response:
    """Approve the minutes: nobody changes them any more."""
    command = ApproveMinutes(meeting_id=path.meeting_id, **body.model_dump())
    return answer(execute(approve_minutes, command))


@api.put(
    BLOCK, operation_id="writeMinutesBlock", summary="Lưu một đoạn lời ghi",
    responses={200: WrittenBlock},
)  # fmt: skip
def write(header: WriteHeaders, path: BlockPath, body: BlockText) -> Response:
    """Save a text; joined with what others wrote since, or both texts told when it cannot be."""
    command = WriteBlock(block_id=path.block_id, base=body.base, body=body.body, since=body.since)
    return answer(execute(write_block, command))


@api.get(
    MINUTES + "/versions",
    operation_id="listMinutesVersions",
    summary="Các bản cũ của lời ghi",
    responses={200: MinutesVersionsOut},
)
def list_versions(path: MeetingPath) -> Response:
    """List the versions of all texts, newest first, one for each sitting."""
    return answer(load_versions(path.meeting_id))


@api.get(
    "/minutes-versions/<uuid:minutes_version_id>",
    operation_id="compareMinutesVersion",
    summary="So một bản cũ với hiện nay",
    responses={200: MinutesComparisonOut},
)
def comparison(path: MinutesVersionPath) -> Response:
    """Show what has changed since a version."""
    with platform().store.reading() as session:
        return answer(compare(session, current_actor(), path.minutes_version_id))


@api.get(
    MINUTES + "/amendments",
    operation_id="listMinutesAmendments",
    summary="Góp ý biên bản",
    responses={200: AmendmentsOut},
)
def list_amendments(path: MeetingPath) -> Response:
    """List all amendments, or one's own; those that wait for an answer first."""
    return answer(load_amendments(path.meeting_id))


@api.post(
    BLOCK + "/amendments",
    operation_id="proposeMinutesAmendment",
    summary="Góp ý một đoạn lời ghi",
    responses={201: AmendmentRef},
)
def propose(header: WriteHeaders, path: BlockPath, body: AmendmentPaper) -> Response:
    """Propose what a text should say instead, and why."""
    command = ProposeAmendment(block_id=path.block_id, **body.model_dump())
    return answer(execute(propose_amendment, command), 201)


@api.post(
    ONE + "/acceptance",
    operation_id="acceptMinutesAmendment",
    summary="Nhận một góp ý vào biên bản",
    responses={200: AmendmentRef},
)
def accept(header: WriteHeaders, path: AmendmentPath, body: AmendmentAcceptance) -> Response:
    """Take an amendment into the text."""
    command = AcceptAmendment(amendment_id=path.amendment_id, **body.model_dump())
    return answer(execute(accept_amendment, command))


@api.post(
    ONE + "/refusal",
    operation_id="refuseMinutesAmendment",
    summary="Không nhận một góp ý",
    responses={200: AmendmentRef},
)
def refuse(header: WriteHeaders, path: AmendmentPath, body: AmendmentRefusal) -> Response:
    """Say why the text stays as it is."""
    command = RefuseAmendment(amendment_id=path.amendment_id, **body.model_dump())
    return answer(execute(refuse_amendment, command))
