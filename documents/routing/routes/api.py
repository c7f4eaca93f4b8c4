"""Operations on slips."""

from flask import Response

from documents.routing.commands.handling import (
    FinishPart,
    OnPart,
    OnSlip,
    PartRef,
    ReturnPart,
    finish_part,
    open_slip,
    recall_slip,
    receive_part,
    return_part,
)
from documents.routing.commands.sending import (
    ForwardSlip,
    SendSlip,
    SlipRef,
    forward_slip,
    send_slip,
)
from documents.routing.queries.lists import count_new, inbox
from documents.routing.routes import schemas
from documents.routing.routes.doors import api, load_slip, slip_pdf, today
from documents.routing.routes.schemas import PartPath, SlipPath
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.made_files import PDF, file_answer
from ecabinet.web.requests import current_actor, execute, platform


@api.get(
    "/slips",
    operation_id="listSlips",
    summary="Văn bản chuyển đến, đã gửi",
    responses={200: schemas.SlipsOut},
)
def list_slips(query: schemas.InboxQuery) -> Response:
    """List what waits at one's hand, what is done, or what one's side has sent."""
    actor = current_actor()
    with platform().store.reading() as session:
        page = inbox(session, actor, query.box, today(), query.unit_id, query.after, query.limit)
        new = count_new(session, actor)
    slips = [schemas.SlipOut.model_validate(row) for row in page.rows]
    return answer(schemas.SlipsOut(slips=slips, new=new, next_after=page.next_after))


@api.get(
    "/slips/<uuid:slip_id>",
    operation_id="getSlip",
    summary="Một phiếu chuyển",
    responses={200: schemas.SlipDetailOut},
)
def get_slip(path: SlipPath) -> Response:
    """Tell all of one slip. Reading alone leaves no receipt: see openSlip."""
    found = load_slip(path.slip_id)
    return answer(
        schemas.SlipDetailOut(
            slip=schemas.SlipOut.model_validate(found.row),
            ink=found.ink,
            steps=[schemas.StepOut.model_validate(step) for step in found.steps],
            chain=[
                schemas.BranchOut(
                    slip_id=branch.row.id,
                    depth=branch.depth,
                    sender=branch.row.sender,
                    parts=[schemas.PartOut.model_validate(part) for part in branch.row.parts],
                )
                for branch in found.chain
            ],
            works=[schemas.WorkOut.model_validate(work) for work in found.works],
            may_recall=found.may_recall,
        )
    )


@api.post(
    "/slips/<uuid:slip_id>/opening",
    operation_id="openSlip",
    summary="Ghi nhận đã mở xem phiếu chuyển",
    responses={204: None},
)
def note_opening(path: SlipPath, header: WriteHeaders) -> Response:
    """Keep the reading receipt of a receiver: the first opening of each person counts."""
    execute(open_slip, OnSlip(slip_id=path.slip_id))
    return Response(status=204)


@api.get(
    "/slips/<uuid:slip_id>/slip.pdf",
    operation_id="downloadSlip",
    summary="Phiếu chuyển, bản in",
    responses=file_answer(PDF),
)
def download_slip(path: SlipPath) -> Response:
    """Send the slip as a PDF in the official layout."""
    return slip_pdf(path.slip_id)


@api.post(
    "/slips",
    operation_id="sendSlip",
    summary="Chuyển văn bản",
    responses={201: SlipRef},
)
def send(body: schemas.SendIn, header: WriteHeaders) -> Response:
    """Send a document of a book to units and people; exactly one of them leads."""
    given = body.model_dump(exclude={"document_id"}) | {"entry_id": body.document_id}
    return answer(execute(send_slip, SendSlip.model_validate(given)), 201)


@api.post(
    "/slip-parts/<uuid:part_id>/forwarding",
    operation_id="forwardSlip",
    summary="Chuyển tiếp văn bản",
    responses={201: SlipRef},
)
def forward(path: PartPath, body: schemas.ForwardIn, header: WriteHeaders) -> Response:
    """Send on what one was sent; a new slip of the same chain."""
    wish = ForwardSlip.model_validate(body.model_dump() | {"part_id": path.part_id})
    return answer(execute(forward_slip, wish), 201)


@api.post(
    "/slip-parts/<uuid:part_id>/receipt",
    operation_id="receiveSlip",
    summary="Tiếp nhận văn bản chuyển đến",
    responses={200: PartRef},
)
def receive(path: PartPath, body: schemas.SeenIn, header: WriteHeaders) -> Response:
    """Take what was sent to one, or to one's unit."""
    return answer(execute(receive_part, OnPart(part_id=path.part_id, revision=body.revision)))


@api.post(
    "/slip-parts/<uuid:part_id>/return",
    operation_id="returnSlip",
    summary="Trả lại văn bản chuyển đến",
    responses={200: PartRef},
)
def send_back(path: PartPath, body: schemas.ReturnIn, header: WriteHeaders) -> Response:
    """Send it back with a reason; the right to read the document ends."""
    wish = ReturnPart.model_validate(body.model_dump() | {"part_id": path.part_id})
    return answer(execute(return_part, wish))


@api.post(
    "/slip-parts/<uuid:part_id>/completion",
    operation_id="finishSlip",
    summary="Báo đã xử lý xong",
    responses={200: PartRef},
)
def finish(path: PartPath, body: schemas.FinishIn, header: WriteHeaders) -> Response:
    """Say that it is done, and what came of it."""
    wish = FinishPart.model_validate(body.model_dump() | {"part_id": path.part_id})
    return answer(execute(finish_part, wish))


@api.post(
    "/slips/<uuid:slip_id>/recall",
    operation_id="recallSlip",
    summary="Thu hồi phiếu chuyển",
    responses={204: None},
)
def recall(path: SlipPath, header: WriteHeaders) -> Response:
    """Call a slip back before anybody has acted; the receivers' right to read ends."""
    execute(recall_slip, OnSlip(slip_id=path.slip_id))
    return Response(status=204)
