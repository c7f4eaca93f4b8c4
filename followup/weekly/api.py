"""Operations on weekly plans and reports."""

from flask import Response

from documents.issuing.commands.drafts import DocumentRef
from ecabinet.core.clock import office_day
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.made_files import PDF, file_answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.routes.doors import api, today
from followup.weekly import access, answers, schemas
from followup.weekly.beside import events_of
from followup.weekly.collecting import (
    GatherLines,
    RemindWriters,
    WeeklyReminded,
    gather_lines,
    remind_writers,
)
from followup.weekly.files import paper_file
from followup.weekly.offers import tasks_offered
from followup.weekly.official import DraftWeekly, draft_weekly
from followup.weekly.opening import OpenSheet, WeeklySheetRef, open_sheet
from followup.weekly.policies import Held, WeeklyPermission
from followup.weekly.queries import list_sheets, lower_sheets, sheet_view
from followup.weekly.schemas import WeeklyEditionPath, WeeklySheetPath, WeeklyUnitPath
from followup.weekly.sending import (
    OnSheet,
    OnSheetBecause,
    correct_sheet,
    return_sheet,
    send_sheet,
)
from followup.weekly.shapes import thawed
from followup.weekly.spans import week_of
from followup.weekly.standing import standing
from followup.weekly.states import WeeklyStage
from followup.weekly.writing import SaveSheet, save_sheet


@api.get(
    "/weekly-sheets",
    operation_id="listWeeklySheets",
    summary="Kế hoạch, báo cáo tuần của mình và của đơn vị mình",
    responses={200: answers.WeeklySheetsOut},
)
def get_weekly_sheets(query: schemas.WeeklySheetsQuery) -> Response:
    """List one's own sheets and those of one's units, the newest week first."""
    with platform().store.reading() as session:
        page = list_sheets(session, current_actor(), query.after, query.limit)
    rows = [answers.WeeklySheetRowOut.model_validate(row) for row in page.rows]
    return answer(answers.WeeklySheetsOut(sheets=rows, next=page.next_after))


@api.post(
    "/weekly-sheets",
    operation_id="openWeeklySheet",
    summary="Lập kế hoạch hoặc báo cáo của một tuần",
    responses={201: WeeklySheetRef},
)
def post_weekly_sheet(body: OpenSheet, header: WriteHeaders) -> Response:
    """Begin a sheet with what is left of the week before, or with the plan; one that is there is
    returned."""
    return answer(execute(open_sheet, body), 201)


@api.get(
    "/weekly-sheets/<uuid:sheet_id>",
    operation_id="getWeeklySheet",
    summary="Một bản kế hoạch hoặc báo cáo tuần",
    responses={200: answers.WeeklySheetOut},
)
def get_weekly_sheet(path: WeeklySheetPath) -> Response:
    """Tell what is being written, or what was sent."""
    with platform().store.reading() as session:
        view = sheet_view(session, current_actor(), path.sheet_id, today())
    return answer(answers.sheet_out(view))


@api.put(
    "/weekly-sheets/<uuid:sheet_id>",
    operation_id="saveWeeklySheet",
    summary="Ghi các việc của tuần",
    responses={200: WeeklySheetRef},
)
def put_weekly_sheet(
    path: WeeklySheetPath, body: schemas.SaveWeeklySheetIn, header: WriteHeaders
) -> Response:
    """Write all lines, over the revision that one saw."""
    wish = SaveSheet.model_validate({**dict(body), "sheet_id": path.sheet_id})
    return answer(execute(save_sheet, wish))


@api.get(
    "/weekly-sheets/<uuid:sheet_id>/offers",
    operation_id="getWeeklyOffers",
    summary="Nhiệm vụ và cuộc họp có thể đưa vào",
    responses={200: answers.WeeklyOffersOut},
)
def get_weekly_offers(path: WeeklySheetPath) -> Response:
    """Tell which open tasks no line is about, and which meetings the week has."""
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.sheet(session, actor, path.sheet_id, WeeklyPermission.WRITE)
        view = sheet_view(session, actor, path.sheet_id, today())
        tasks = tasks_offered(session, actor, row, view.lines, today())
        events = events_of(session, actor, view.row.span, None if row.person_id else row.unit_id)
    return answer(answers.WeeklyOffersOut(
        tasks=[answers.OfferedTaskOut.model_validate(task) for task in tasks],
        events=[answers.WeekEventOut.model_validate(event) for event in events],
    ))  # fmt: skip


@api.post(
    "/weekly-sheets/<uuid:sheet_id>/editions",
    operation_id="sendWeeklySheet",
    summary="Gửi nơi tổng hợp; của đơn vị thì lãnh đạo duyệt gửi",
    responses={201: WeeklySheetRef},
)
def post_weekly_edition(
    path: WeeklySheetPath, body: schemas.WeeklyRevisionIn, header: WriteHeaders
) -> Response:
    """Freeze the sheet and send it to who gathers."""
    return answer(execute(send_sheet, OnSheet(sheet_id=path.sheet_id, **dict(body))), 201)


@api.get(
    "/weekly-sheets/<uuid:sheet_id>/editions/<int:number>",
    operation_id="getWeeklyEdition",
    summary="Một bản đã gửi",
    responses={200: answers.WeeklyEditionOut},
)
def get_weekly_edition(path: WeeklyEditionPath) -> Response:
    """Tell what was sent, as it was sent."""
    with platform().store.reading() as session:
        found = access.edition(session, current_actor(), path.sheet_id, path.number)
        data = thawed(found.data)
    return answer(answers.WeeklyEditionOut.model_validate(data))


@api.get(
    "/weekly-sheets/<uuid:sheet_id>/editions/<int:number>/paper.pdf",
    operation_id="downloadWeeklySheet",
    summary="Bản đã gửi (PDF)",
    responses=file_answer(PDF),
)
def get_weekly_paper(path: WeeklyEditionPath) -> Response:
    """Send what was sent in official layout."""
    return paper_file(path.sheet_id, path.number)


@api.post(
    "/weekly-sheets/<uuid:sheet_id>/document",
    operation_id="draftWeeklyDocument",
    summary="Lập dự thảo văn bản của bản đơn vị đã gửi, để cấp số, trình ký",
    responses={201: DocumentRef},
)
def post_weekly_document(path: WeeklySheetPath, header: WriteHeaders) -> Response:
    """Draft the official document of what the unit has sent last."""
    return answer(execute(draft_weekly, DraftWeekly(sheet_id=path.sheet_id)), 201)


@api.post(
    "/weekly-sheets/<uuid:sheet_id>/return",
    operation_id="returnWeeklySheet",
    summary="Trả lại, nêu lý do",
    responses={200: WeeklySheetRef},
)
def post_weekly_return(
    path: WeeklySheetPath, body: schemas.WeeklyReasonIn, header: WriteHeaders
) -> Response:
    """Send a sheet back to its writer."""
    return answer(execute(return_sheet, OnSheetBecause(sheet_id=path.sheet_id, **dict(body))))


@api.post(
    "/weekly-sheets/<uuid:sheet_id>/correction",
    operation_id="correctWeeklySheet",
    summary="Lập bản điều chỉnh của bản đã gửi",
    responses={200: WeeklySheetRef},
)
def post_weekly_correction(
    path: WeeklySheetPath, body: schemas.WeeklyReasonIn, header: WriteHeaders
) -> Response:
    """Take a sheet up again; what was sent stays until the next edition."""
    return answer(execute(correct_sheet, OnSheetBecause(sheet_id=path.sheet_id, **dict(body))))


@api.get(
    "/weekly-sheets/<uuid:sheet_id>/below",
    operation_id="listWeeklyBelow",
    summary="Các bản đã gửi để tổng hợp",
    responses={200: answers.WeeklyLowersOut},
)
def get_weekly_below(path: WeeklySheetPath) -> Response:
    """List what those below the unit have sent for its sheet."""
    actor = current_actor()
    with platform().store.reading() as session:
        view = sheet_view(session, actor, path.sheet_id, today())
        _below, found = lower_sheets(session, actor, view, today())
    return answer(answers.WeeklyLowersOut(below=[answers.lower_out(each) for each in found]))


@api.post(
    "/weekly-sheets/<uuid:sheet_id>/gathering",
    operation_id="gatherWeeklyLines",
    summary="Tổng hợp việc vào bản của đơn vị",
    responses={200: WeeklySheetRef},
)
def post_weekly_gathering(
    path: WeeklySheetPath, body: schemas.GatherIn, header: WriteHeaders
) -> Response:
    """Take lines of those below; nothing of theirs is changed."""
    return answer(execute(gather_lines, GatherLines(sheet_id=path.sheet_id, **dict(body))))


@api.get(
    "/units/<uuid:unit_id>/weekly-standing",
    operation_id="listWeeklyStanding",
    summary="Ai đã gửi, ai chưa gửi",
    responses={200: answers.WeeklyStandingOut},
)
def get_weekly_standing(path: WeeklyUnitPath, query: schemas.WeekQuery) -> Response:
    """Tell who of the unit and below it has sent for a week."""
    actor = current_actor()
    access.holder(actor, Held(path.unit_id), WeeklyPermission.REMIND)
    monday = week_of(query.day or office_day(platform().store.clock())).first
    with platform().store.reading() as session:
        found = standing(session, [path.unit_id], monday, today()).get(path.unit_id, [])
    rows = [
        answers.WeeklyStandingRowOut.model_validate(
            {**vars(each), "plan": each.sheets.get(WeeklyStage.PLAN),
             "report": each.sheets.get(WeeklyStage.REPORT)}
        )
        for each in found
    ]  # fmt: skip
    return answer(answers.WeeklyStandingOut(monday=monday, below=rows))


@api.post(
    "/units/<uuid:unit_id>/weekly-reminders",
    operation_id="remindWeeklyWriters",
    summary="Nhắc những người chưa gửi",
    responses={200: WeeklyReminded},
)
def post_weekly_reminder(
    path: WeeklyUnitPath, body: schemas.RemindIn, header: WriteHeaders
) -> Response:
    """Remind who has not sent."""
    return answer(execute(remind_writers, RemindWriters(unit_id=path.unit_id, **dict(body))))
