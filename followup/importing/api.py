"""Operations on imports of tasks: send a sheet, tell its columns, look, order, files."""

from flask import Response

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.import_shapes import ImportUpload
from ecabinet.web.made_files import XLSX, file_answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.importing import access, schemas
from followup.importing.commands import PlanImport, TaskImportRef, plan_import
from followup.importing.files import faults_file, keep_sheet, sample_file
from followup.importing.looking import look, sheets_of
from followup.importing.ordering import order_import
from followup.importing.policies import ImportPermission
from followup.importing.queries import import_view, list_imports, sheet_view
from followup.importing.schemas import ImportPath
from followup.routes.doors import api

FILE = file_answer(XLSX)


@api.get(
    "/task-imports",
    operation_id="listTaskImports",
    summary="Các bảng theo dõi đã gửi để nhập",
    responses={200: schemas.TaskImportsOut},
)
def get_task_imports() -> Response:
    """List one's own imports, newest first."""
    with platform().store.reading() as session:
        found = list_imports(session, current_actor())
    rows = [schemas.TaskImportOut.model_validate(row) for row in found]
    return answer(schemas.TaskImportsOut(imports=rows))


@api.post(
    "/task-imports",
    operation_id="sendTaskSheet",
    summary="Gửi bảng theo dõi nhiệm vụ",
    responses={201: TaskImportRef, 413: None},
)
def post_task_sheet(form: ImportUpload, header: WriteHeaders) -> Response:
    """Send an XLSX or CSV file; what stands in it is kept for a day, nothing is imported."""
    return answer(keep_sheet(form.file), 201)


@api.get(
    "/task-imports/sample.xlsx",
    operation_id="getTaskSheetSample",
    summary="Bảng theo dõi mẫu (XLSX)",
    responses=FILE,
)
def get_task_sheet_sample() -> Response:
    """Send a workbook to fill in."""
    return sample_file()


@api.get(
    "/task-imports/<uuid:import_id>",
    operation_id="getTaskImport",
    summary="Một lần nhập bảng theo dõi",
    responses={200: schemas.TaskImportDetailOut},
)
def get_task_import(path: ImportPath) -> Response:
    """Tell how far an import is, and which rows became no task."""
    with platform().store.reading() as session:
        found = import_view(session, current_actor(), path.import_id)
    return answer(schemas.detail_out(found))


@api.get(
    "/task-imports/<uuid:import_id>/columns",
    operation_id="getTaskImportColumns",
    summary="Các cột của bảng theo dõi và ý nghĩa đoán được",
    responses={200: schemas.ImportPlanOut},
)
def get_task_import_columns(path: ImportPath, query: schemas.SheetQuery) -> Response:
    """Tell the sheets, and what the columns of one are taken for."""
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.sheet(session, actor, path.import_id, ImportPermission.READ)
        found = sheet_view(
            session, actor, path.import_id, sheets_of(row), query.sheet, query.heading
        )
    return answer(schemas.plan_out(found))


@api.put(
    "/task-imports/<uuid:import_id>/columns",
    operation_id="planTaskImport",
    summary="Ghép cột của bảng theo dõi",
    responses={200: TaskImportRef},
)
def put_task_import_columns(
    path: ImportPath, body: schemas.ImportPlanBody, header: WriteHeaders
) -> Response:
    """Say which column is what; as often as needed before the order."""
    return answer(execute(plan_import, PlanImport(import_id=path.import_id, plan=body.plan())))


@api.get(
    "/task-imports/<uuid:import_id>/rows",
    operation_id="previewTaskImport",
    summary="Xem trước từng dòng sẽ thành nhiệm vụ nào",
    responses={200: schemas.ImportRowsOut},
)
def get_task_import_rows(path: ImportPath) -> Response:
    """Tell of each row what it becomes, or everything that is wrong with it."""
    return answer(schemas.rows_out(look(platform().store, current_actor(), path.import_id)))


@api.post(
    "/task-imports/<uuid:import_id>/order",
    operation_id="carryOutTaskImport",
    summary="Nhập các dòng đúng thành nhiệm vụ",
    responses={202: TaskImportRef},
)
def post_task_import_order(
    path: ImportPath, body: schemas.ImportOrderIn, header: WriteHeaders
) -> Response:
    """Let the worker make tasks of the good rows; a row comes in only once."""
    return answer(order_import(path.import_id, skip_bad=body.skip_bad), 202)


@api.get(
    "/task-imports/<uuid:import_id>/faults.xlsx",
    operation_id="exportTaskImportFaults",
    summary="Các dòng không nhập, kèm lý do (XLSX)",
    responses=FILE,
)
def get_task_import_faults(path: ImportPath) -> Response:
    """Send the rows that become no task, to be mended and sent again."""
    return faults_file(path.import_id)
