"""correctDirective and withdrawDirective."""

from flask import Response

from ecabinet.web.api import WriteHeaders
from ecabinet.web.requests import execute
from followup.commands.correct_directive import (
    CorrectDirective,
    Correction,
    WithdrawDirective,
    correct_directive,
    withdraw_directive,
)
from followup.routes.api_coverage import DirectiveDetailOut, DirectivePath, directive_answer
from followup.routes.api_work import ReasonBody
from followup.routes.doors import api


class CorrectionBody(Correction):
    """What shall stand from now on; what is left out stays."""


@api.post(
    "/directives/<uuid:directive_id>/correction",
    operation_id="correctDirective",
    summary="Sửa văn bản chỉ đạo đã vào sổ",
    responses={200: DirectiveDetailOut},
)
def correct_entry(path: DirectivePath, body: CorrectionBody, header: WriteHeaders) -> Response:
    """Put the entry right; what stood before is kept and shown."""
    named = body.model_dump(exclude_unset=True)
    execute(correct_directive, CorrectDirective(directive_id=path.directive_id, **named))
    return directive_answer(path.directive_id)


@api.post(
    "/directives/<uuid:directive_id>/withdrawal",
    operation_id="withdrawDirective",
    summary="Bỏ văn bản vào sổ nhầm",
    responses={204: None},
)
def withdraw_entry(path: DirectivePath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Take an entry made in error out of the register, while no task and no file hangs on it."""
    execute(
        withdraw_directive, WithdrawDirective(directive_id=path.directive_id, **body.model_dump())
    )
    return Response(status=204)
