"""Operations on numbers kept free and searches kept."""

from flask import Response

from documents.register.commands.numbers import (
    CancelNumber,
    Reserved,
    ReserveNumbers,
    cancel_number,
    reserve_numbers,
)
from documents.register.commands.saved import (
    ForgetSearch,
    Saved,
    SaveSearch,
    forget_search,
    save_search,
)
from documents.register.queries.detail import numbers, saved_searches
from documents.register.routes import answers, schemas
from documents.register.routes.doors import api
from documents.register.routes.schemas import SearchPath, UnitPath
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform


@api.get(
    "/units/<uuid:unit_id>/document-numbers",
    operation_id="listKeptNumbers",
    summary="Số giữ trước, số hủy",
    responses={200: answers.NumbersOut},
)
def list_numbers(path: UnitPath) -> Response:
    """List numbers that a unit keeps free or has cancelled."""
    with platform().store.reading() as session:
        rows = numbers(session, current_actor(), path.unit_id)
    return answer(answers.NumbersOut(numbers=[answers.NumberOut.model_validate(r) for r in rows]))


@api.post(
    "/units/<uuid:unit_id>/document-numbers",
    operation_id="reserveNumbers",
    summary="Giữ số văn bản",
    responses={201: Reserved},
)
def keep_free(path: UnitPath, body: schemas.ReserveIn, header: WriteHeaders) -> Response:
    """Keep the next numbers of a body's type free, for a stated reason."""
    wish = ReserveNumbers(unit_id=path.unit_id, **body.model_dump())
    return answer(execute(reserve_numbers, wish), 201)


@api.post(
    "/units/<uuid:unit_id>/document-numbers/cancellation",
    operation_id="cancelNumber",
    summary="Hủy số đã giữ",
    responses={204: None},
)
def give_up(path: UnitPath, body: schemas.CancelNumberIn, header: WriteHeaders) -> Response:
    """Give up a number that was kept free; it is never given out again."""
    execute(cancel_number, CancelNumber(unit_id=path.unit_id, **body.model_dump()))
    return Response(status=204)


@api.get(
    "/register-searches",
    operation_id="listSavedSearches",
    summary="Bộ lọc đã lưu của tôi",
    responses={200: answers.SearchesOut},
)
def list_searches() -> Response:
    """List one's kept searches."""
    with platform().store.reading() as session:
        rows = saved_searches(session, current_actor())
        kept = [answers.SavedOut.model_validate(row) for row in rows]
    return answer(answers.SearchesOut(searches=kept))


@api.post(
    "/register-searches",
    operation_id="saveSearch",
    summary="Lưu bộ lọc",
    responses={201: Saved},
)
def keep_search(body: schemas.SearchIn, header: WriteHeaders) -> Response:
    """Keep a search under a name; one of the same name takes the new words."""
    return answer(execute(save_search, SaveSearch(name=body.name, query=body.query)), 201)


@api.delete(
    "/register-searches/<uuid:search_id>",
    operation_id="forgetSearch",
    summary="Xóa bộ lọc",
    responses={204: None},
)
def drop_search(path: SearchPath, header: WriteHeaders) -> Response:
    """Forget one's own search."""
    execute(forget_search, ForgetSearch(id=path.search_id))
    return Response(status=204)
