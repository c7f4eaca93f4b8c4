"""One of everything of meetings, tasks and the register, with the name of its id."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from documents.commands.recall import RecallPaper, recall_paper
from documents.commands.upload import StoredFile
from documents.models import Paper, PaperVersion
from documents.register.commands.saved import SaveSearch, save_search
from ecabinet.accounts.commands.people import CreatePerson, OfficeToHold, create_person
from ecabinet.catalogues.commands.entries import CreateEntry, create_entry
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.clock import office_day, utc_now
from followup.commands.chase import ChaseTasks, chase_tasks
from followup.commands.directives import RegisterDirective, register_directive
from followup.commands.keep_lists import KeepTaskList, keep_task_list
from followup.exchange.commands import SayAboutTask, say_about_task
from followup.importing.commands import PlanImport, SendSheet, plan_import, send_sheet
from followup.importing.shapes import ImportPlan
from followup.proposals.commands.consult import AskOpinions, ask_opinions
from followup.proposals.commands.draft import DraftProposal, draft_proposal
from followup.proposals.models import ProposalConsult
from followup.queries.filters import TaskFilter
from followup.reporting.commands import CreateReport, create_report
from followup.reporting.freezing import FreezeReport, freeze_report
from followup.reporting.making import make_run
from followup.reporting.models import TaskReportRun
from followup.weekly import access
from followup.weekly.opening import OpenSheet, open_sheet
from followup.weekly.sending import submit_sheet
from followup.weekly.writing import SaveSheet
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.conclusion import ConclusionText, RecordConclusion, record_conclusion
from meetings.commands.draw import DrawRoom, draw_room
from meetings.commands.presence import Presence, check_in
from meetings.commands.session import OpenSession, open_session
from meetings.commands.templates import SaveTemplate, save_template
from meetings.drawing import rows
from meetings.models import Attendance
from tests.bookkeeping import open_books
from tests.circulations import draft
from tests.clients import ApiClient
from tests.commands.followup.world import World
from tests.gatherings import Gathering
from tests.marks import ink
from tests.slips import Slips
from tests.web.registry.names import ADMINISTRATOR, AN, BINH, SECRET


def meeting_things(gathering: Gathering, an: ApiClient) -> dict[str, Any]:
    """A session that is open, with a paper, a mark, a vote, a conclusion and an upload."""
    gathering.planned()
    version_id = gathering.paper(1)
    gathering.run(AN, call_meeting, CallMeeting(meeting_id=gathering.id))
    for username in ("chutri", BINH, "daibieu02", "daibieu03", "lanhdao"):
        gathering.run(username, check_in, Presence(meeting_id=gathering.id))
    gathering.run(AN, open_session, OpenSession(meeting_id=gathering.id, besides=True))
    gathering.push(1, version_id=version_id, page=1)
    vote_id = gathering.open_vote(f"Thông qua {SECRET}?")
    text = ConclusionText(
        text=f"Giao Văn phòng {SECRET}.",
        lead_unit_id=gathering.office.units["VPTU"],
        due_on=office_day(utc_now()) + timedelta(days=20),
    )
    command = RecordConclusion(item_id=gathering.items[1], content=text)
    conclusion_id = gathering.run(AN, record_conclusion, command).id
    mark = ink(layer="personal")
    made = an.post(f"/papers/{version_id}/annotations", {"annotations": [mark]})
    assert made.status_code == 201, made.text
    copy_id = an.post(f"/papers/{version_id}/copies", {}).json["copy_id"]
    upload = {"filename": f"{SECRET}.pdf", "size": 9}
    upload_id = an.post(f"/agenda-items/{gathering.items[1]}/uploads", upload).json["upload_id"]
    mistaken = gathering.paper(1, title=SECRET)
    with gathering.store.reading() as session:
        recalled_id = session.get_one(PaperVersion, mistaken).paper_id
    gathering.run(AN, recall_paper, RecallPaper(paper_id=recalled_id, reason=SECRET))
    entry = CreateEntry(catalogue="rooms", code="PX", name=SECRET, data={"capacity": 4})
    gathering.run(ADMINISTRATOR, create_entry, entry)
    drawn = DrawRoom(room="PX", drawing=rows(1, 4))
    gathering.run(ADMINISTRATOR, draw_room, drawn)
    with gathering.store.reading() as session:
        interval = select(Attendance.id).where(Attendance.participant_id == gathering.seat(BINH))
        interval_id = session.scalar(interval)
    ballot = draft(gathering.store, gathering.office, gathering.as_actor, title=SECRET)
    template = SaveTemplate(meeting_id=gathering.id, name=SECRET)
    return {
        "template_id": gathering.run(AN, save_template, template).id,
        "circulation_id": ballot.id,
        "room_code": "PX",
        "interval_id": interval_id,
        "paper_id": recalled_id,
        "upload_id": UUID(upload_id),
        "copy_id": UUID(copy_id),
        "number": 1,
        "meeting_id": gathering.id,
        "item_id": gathering.items[1],
        "container_id": gathering.items[1],
        "participant_id": gathering.seat(BINH),
        "version_id": version_id,
        "page": 1,
        "vote_id": vote_id,
        "conclusion_id": conclusion_id,
        "annotation_id": UUID(mark["id"]),
    }


PART_VIEWS = (
    "followup.part", "followup.write_part", "followup.part_report", "followup.file_part_report",
    "followup.part_official", "followup.assign_part_official", "followup_api.put_part_official",
    "followup_api.put_part", "followup_api.withdraw_unit_part", "followup_api.post_part_report",
    "followup.remove_unit", "followup_api.remove_unit",
)  # fmt: skip
FILE_VIEWS = ("followup.remove_proposal_file", "followup_api.delete_proposal_file")


def work_things(world: World) -> dict[str, Any]:
    """A task, a question about it, and that it was chased."""
    task = world.issue(title=f"Kết nối {SECRET}", informed_unit_ids=[])
    coordinating = world.office.units["BTCTU"]  # As World.issue has it.
    question = SayAboutTask(task_id=task.id, text=f"Bao giờ {SECRET}?", question=True)
    asked = world.store.execute(world.actor(AN), say_about_task, question)
    press = ChaseTasks(task_ids=(task.id,), text=SECRET)
    chased = world.store.execute(world.actor(AN), chase_tasks, press)
    directive = RegisterDirective(
        symbol="23-CT/TU", title="Về chuyển đổi số", issued_on=date(2022, 5, 16),
        issuing_body="Ban Thường vụ Tỉnh ủy",
    )  # fmt: skip
    registered = world.store.execute(world.actor(AN), register_directive, directive)
    listed = KeepTaskList(name=SECRET, wanted=TaskFilter(q=SECRET))
    kept = world.store.execute(world.actor(AN), keep_task_list, listed)
    return proposal_things(world) | {
        "task_id": task.id,
        "list_id": kept.id,
        **{f"{view}:unit_id": coordinating for view in PART_VIEWS},
        "message_id": asked.id,
        "chase_id": chased.id,
        "import_id": _import(world),
        "directive_id": registered.id,
    }


def proposal_things(world: World) -> dict[str, Any]:
    """A proposal that An drafted, and an opinion that is asked of An on another's."""
    units = world.office.units
    words = {"title": f"Đề xuất {SECRET}", "text": SECRET, "wish": SECRET, "unit_id": units["TU"]}
    file = StoredFile(blob="0" * 64, size=9, filename=f"{SECRET}.pdf", media_type="application/pdf")
    drafted = DraftProposal.model_validate(words | {"files": [file]})
    own = world.store.execute(world.actor(AN), draft_proposal, drafted)
    other = DraftProposal.model_validate(words)
    others = world.store.execute(world.actor("lanhdao"), draft_proposal, other)
    asking = AskOpinions(
        proposal_id=others.id, person_ids=[world.office.people[AN]], question=SECRET,
        due_on=office_day(utc_now()) + timedelta(days=5),
    )  # fmt: skip
    world.store.execute(world.actor("lanhdao"), ask_opinions, asking)
    with world.store.reading() as session:
        consult_id = session.scalar(select(ProposalConsult.id))
        paper_id = session.scalar(select(Paper.id).where(Paper.container_id == own.id))
    return {
        "proposal_id": own.id,
        "consult_id": consult_id,
        **{f"{view}:paper_id": paper_id for view in FILE_VIEWS},
    }


def _import(world: World) -> UUID:
    """A tracking sheet that An sent and whose columns An told."""
    lines = [(1, ["Nhiệm vụ"]), (2, [f"Báo cáo {SECRET}"])]
    sheet = SendSheet(filename=f"{SECRET}.xlsx", sha256="0" * 64, sheets=[("Sheet1", lines)])
    sent = world.store.execute(world.actor(AN), send_sheet, sheet)
    plan = ImportPlan.model_validate(
        {
            "columns": {"content": 0}, "lead_unit_id": world.office.units["VPTU"],
            "supervisor_id": world.office.people["lanhdao"],
        }
    )  # fmt: skip
    world.store.execute(world.actor(AN), plan_import, PlanImport(import_id=sent.id, plan=plan))
    return sent.id


def book_things(gathering: Gathering) -> dict[str, Any]:
    """An entry in the books of An's own unit, and what An keeps there."""
    books = open_books(gathering.store, gathering.office, gathering.as_actor)
    books.unit = gathering.office.units["TU"]
    entry = books.came(username=AN, abstract=f"Xin gia hạn {SECRET}")
    other = books.came("7-BC/HU", AN, abstract="Báo cáo")
    slips = Slips(books, gathering.office.units, gathering.office.people, entry.id)
    slip_id = slips.send(username=AN, instruction=SECRET)
    kept = gathering.run(AN, save_search, SaveSearch(name=SECRET, query="month=9"))
    views = ("register.ledger", "register.reserve", "register_api.list_numbers")
    views += ("register_api.keep_free", "register_api.give_up")
    return {
        "document_id": entry.id, "search_id": kept.id, "other_id": other.id,
        "slip_id": slip_id, "part_id": slips.first(slip_id),
        **{f"{view}:unit_id": books.unit for view in views},
    }  # fmt: skip


def report_things(world: World) -> dict[str, Any]:
    """A report of An's own unit, of which a period was frozen."""
    hold = OfficeToHold(unit_id=world.office.units["TU"], role=Role.TRACKER, title="Theo dõi",
                        from_on=date(2020, 1, 1))  # fmt: skip
    person = CreatePerson(username="theodoitu", name="Đỗ Theo Dõi", offices=[hold])
    world.store.execute(SYSTEM, create_person, person)
    officer = world.actor("theodoitu")
    wish = CreateReport(name=f"Báo cáo {SECRET}", unit_id=world.office.units["TU"])
    report_id = world.store.execute(officer, create_report, wish).id
    run = world.store.execute(officer, freeze_report, FreezeReport(report_id=report_id))
    make_run(world.store, str(run.id))
    with world.store.engine.begin() as connection:  # As of a long list, which is an appendix.
        connection.execute(update(TaskReportRun).values(list_blob=TaskReportRun.pdf_blob))
    return {"report_id": report_id, "run_id": run.id}


WEEKLY_VIEWS = ("followup_api.get_weekly_standing", "followup_api.post_weekly_reminder")


def weekly_things(world: World) -> dict[str, Any]:
    """A plan of An's, sent once."""
    unit, day = world.office.units["TU"], office_day(utc_now())
    actor = world.actor(AN)
    wish = OpenSheet(unit_id=unit, stage="plan", day=day)  # type: ignore[arg-type]
    begun = world.store.execute(actor, open_sheet, wish)
    line = {"text": SECRET}
    said = {"sheet_id": begun.id, "revision": begun.revision, "lines": [line], "note": SECRET}
    world.store.execute(actor, submit_sheet, SaveSheet.model_validate(said))
    with world.store.reading() as session:
        sent = access.edition(session, actor, begun.id, 1).id
    views = {f"{view}:unit_id": unit for view in WEEKLY_VIEWS}
    return {"sheet_id": begun.id, "edition_id": sent, **views}
