"""Units through the API: everybody may look, administrators change them."""

from datetime import date
from uuid import UUID

from flask import Response

from ecabinet.accounts.commands.units import (
    ChangeUnit,
    CreateUnit,
    NewUnit,
    UnitRef,
    change_unit,
    create_unit,
)
from ecabinet.accounts.commands.units_close import (
    CloseUnit,
    WithdrawPlan,
    close_unit,
    withdraw_plan,
)
from ecabinet.accounts.commands.units_merge import MergeUnits, merge_units
from ecabinet.accounts.commands.units_tree import MoveUnit, OrderUnits, move_unit, order_units
from ecabinet.accounts.policies import UnitPermission
from ecabinet.accounts.queries.unit import unit_detail
from ecabinet.accounts.queries.units import unit_tree
from ecabinet.accounts.routes.unit_in import (
    ListQuery,
    OrderQuery,
    PlanWithdrawal,
    UnitChange,
    UnitClosing,
    UnitMerger,
    UnitMove,
    UnitOrder,
    UnitPath,
)
from ecabinet.accounts.routes.unit_out import UnitDetailOut, UnitLineOut, UnitsOut, unit_out
from ecabinet.accounts.routes.unit_sheets import unit_importer
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.web import importing
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.import_shapes import (
    ExportQuery,
    ImportConfirmation,
    ImportedOut,
    ImportUpload,
    PreviewOut,
    import_kept,
    preview_upload,
)
from ecabinet.web.made_files import XLSX, file_answer
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("units", "units")


@api.get("/units", operation_id="listUnits", summary="Cây đơn vị", responses={200: UnitsOut})
def list_units(query: ListQuery) -> Response:
    """List units from above. Found units bring those above them along."""
    ahead = allows(current_actor(), UnitPermission.MANAGE, None)
    with platform().store.reading() as session:
        closed = query.standing == "closed"
        tree = unit_tree(session, _today(), q=query.q, closed=closed, ahead=ahead)
    return answer(UnitsOut(units=[UnitLineOut.model_validate(line) for line in tree.lines]))


@api.get(
    "/units/<uuid:unit_id>",
    operation_id="getUnit",
    summary="Một đơn vị",
    responses={200: UnitDetailOut},
)
def get_unit(path: UnitPath) -> Response:
    """Tell a unit: its people, its names in time, what is below it."""
    return _told(path.unit_id)


@api.post("/units", operation_id="createUnit", summary="Thêm đơn vị", responses={201: UnitRef})
def create(body: NewUnit, header: WriteHeaders) -> Response:
    """Add a unit; its sign never belongs to another."""
    return answer(execute(create_unit, CreateUnit(**dict(body))), 201)


@api.patch(
    "/units/<uuid:unit_id>",
    operation_id="changeUnit",
    summary="Đổi tên, ký hiệu, loại",
    responses={200: UnitDetailOut},
)
def change(path: UnitPath, body: UnitChange, header: WriteHeaders) -> Response:
    """Give another name, sign or kind from a day on; older papers keep what was."""
    execute(change_unit, ChangeUnit(unit_id=path.unit_id, **dict(body)))
    return _told(path.unit_id)


@api.post(
    "/units/<uuid:unit_id>/move",
    operation_id="moveUnit",
    summary="Chuyển cấp trên",
    responses={200: UnitDetailOut},
)
def move(path: UnitPath, body: UnitMove, header: WriteHeaders) -> Response:
    """Put the unit, with all below it, under another."""
    execute(move_unit, MoveUnit(unit_id=path.unit_id, **dict(body)))
    return _told(path.unit_id)


@api.post(
    "/units/<uuid:unit_id>/merger",
    operation_id="mergeUnits",
    summary="Sáp nhập",
    responses={200: UnitDetailOut},
)
def merge(path: UnitPath, body: UnitMerger, header: WriteHeaders) -> Response:
    """Merge the unit into another: people, units below and the inbox go over. Answers the heir."""
    given = dict(body)
    predecessors = (path.unit_id, *given.pop("others"))
    execute(merge_units, MergeUnits(predecessor_ids=predecessors, **given))
    return _told(body.successor_id)


@api.post(
    "/units/<uuid:unit_id>/closure",
    operation_id="closeUnit",
    summary="Kết thúc hoạt động",
    responses={200: UnitDetailOut},
)
def close(path: UnitPath, body: UnitClosing, header: WriteHeaders) -> Response:
    """Close a unit on which nothing hangs any more."""
    execute(close_unit, CloseUnit(unit_id=path.unit_id, **dict(body)))
    return _told(path.unit_id)


@api.post(
    "/units/<uuid:unit_id>/plan-withdrawal",
    operation_id="cancelUnitChange",
    summary="Hủy thay đổi chưa đến ngày",
    responses={200: UnitDetailOut},
)
def withdraw(path: UnitPath, body: PlanWithdrawal, header: WriteHeaders) -> Response:
    """Take back the change that lies furthest ahead; the history keeps it."""
    execute(withdraw_plan, WithdrawPlan(unit_id=path.unit_id, revision=body.revision))
    return _told(path.unit_id)


@api.put(
    "/units/order",
    operation_id="orderUnits",
    summary="Đổi thứ tự đơn vị cùng cấp",
    responses={204: None},
)
def put_in_order(query: OrderQuery, body: UnitOrder, header: WriteHeaders) -> Response:
    """Put units beside each other in order; refused when they are others meanwhile."""
    ids = tuple(body.unit_ids)
    execute(order_units, OrderUnits(parent_id=query.parent_id, unit_ids=ids))
    return Response(status=204)


@api.post(
    "/units/import-preview",
    operation_id="previewUnitImport",
    summary="Xem trước tệp đơn vị",
    responses={200: PreviewOut, 413: None},
)
def preview(form: ImportUpload, header: WriteHeaders) -> Response:
    """Look at a file of units: what is good, what is wrong and why. Nothing is written."""
    return answer(preview_upload(unit_importer(), form.file))


@api.post(
    "/units/import",
    operation_id="importUnits",
    summary="Nhập tệp đơn vị đã xem trước",
    responses={200: ImportedOut},
)
def import_file(body: ImportConfirmation, header: WriteHeaders) -> Response:
    """Import the good rows of a file that was looked at, all in one transaction."""
    return answer(import_kept(unit_importer(), body))


@api.get(
    "/units/export",
    operation_id="exportUnits",
    summary="Xuất danh sách đơn vị",
    responses=file_answer(XLSX),
)
def export(query: ExportQuery) -> Response:
    """Return all units that are there as a file which the import takes back."""
    return importing.export(unit_importer(), query.kind)


def _told(unit_id: UUID) -> Response:
    with platform().store.reading() as session:
        return answer(unit_out(unit_detail(session, current_actor(), unit_id, _today())))


def _today() -> date:
    return office_day(utc_now())
