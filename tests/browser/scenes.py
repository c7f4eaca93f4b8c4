"""Meetings and tasks that stand ready for tests of single screens, made by the real commands."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core import permissions
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from followup.commands.issue import IssueTask, issue_task
from followup.proposals.commands.consult import AskOpinions, ask_opinions
from followup.proposals.commands.draft import DraftProposal, draft_proposal
from followup.reporting.commands import CreateReport, create_report
from followup.reporting.freezing import FreezeReport, freeze_report
from followup.reporting.making import make_run
from followup.weekly.collecting import GatherLines, gather_lines
from followup.weekly.models import WeeklySheet
from followup.weekly.opening import OpenSheet, open_sheet
from followup.weekly.sending import submit_sheet
from followup.weekly.shapes import lines_of
from followup.weekly.states import WeeklyStage
from followup.weekly.writing import SaveSheet
from meetings.commands.ask_papers import AskForPapers, ask_for_papers
from meetings.commands.plan import create_meeting
from meetings.commands.presence import Presence, check_in
from meetings.commands.session import OpenSession, open_session
from meetings.opinions.commands.giving import GiveOpinion, give_opinion
from meetings.opinions.commands.opening import OpenOpinions, open_opinions
from meetings.opinions.states import Audience, Naming
from meetings.rules import register_rules
from tests import gatherings
from tests.browser.server import Site
from tests.fixtures import Office
from tests.gatherings import VOTERS, Gathering

TITLE = "Phiên họp Ban Thường vụ Tỉnh ủy"
TASK = "Kết nối phần mềm theo dõi đến 100 % chi bộ, đảng bộ cơ sở của huyện"


def draft(site: Site, title: str = TITLE, **changes: Any) -> Gathering:
    """A draft of the secretary's; its methods bring it further."""
    register_rules()
    permissions.register(PAPER_POLICIES)
    store = site.platform.store

    def as_actor(username: str) -> Actor:
        with store.reading() as session:
            actor = actor_by_username(session, username, utc_now())
        assert actor is not None, username
        return actor

    office = Office(site.office.units, site.office.people)
    made = store.execute(
        as_actor("thuky"), create_meeting, gatherings.draft(office, title=title, **changes)
    )
    return Gathering(store, office, as_actor, made.id)


def in_session(site: Site, title: str = TITLE) -> Gathering:
    """A meeting in session at item 2, which has a paper of three pages; every voter is here."""
    return opened(draft(site, title))


def opened(made: Gathering) -> Gathering:
    """The same of a draft that is made already."""
    meeting = made.called()
    meeting.paper(1)
    for username in VOTERS:
        meeting.run(username, check_in, Presence(meeting_id=meeting.id))
    meeting.run("thuky", open_session, OpenSession(meeting_id=meeting.id, besides=True))
    meeting.push(1)
    return meeting


def page_of(meeting: Gathering) -> str:
    """The path of a meeting's page."""
    return f"/meetings/{meeting.id}"


def task(meeting: Gathering) -> UUID:
    """A task of the Office, issued by the secretary, that nobody has received yet."""
    payload = IssueTask.model_validate(
        {
            "title": TASK,
            "source_title": TITLE,
            "lead_unit_id": meeting.office.units["VPTU"],
            "supervisor_id": meeting.office.people["lanhdao"],
            "deadline_kind": "dated",
        }
    )
    issued: UUID = meeting.run("thuky", issue_task, payload).id
    return issued


def report(site: Site, meeting: Gathering) -> dict[str, UUID]:
    """A report on tasks of the Office, of which this month was frozen by the worker's hand."""
    wish = CreateReport(unit_id=meeting.office.units["VPTU"], name="Kết quả thực hiện")
    report_id = meeting.run("thuky", create_report, wish).id
    run_id = meeting.run("thuky", freeze_report, FreezeReport(report_id=report_id)).id
    make_run(site.platform.store, str(run_id))
    return {"report_id": report_id, "run_id": run_id}


def proposal(meeting: Gathering) -> UUID:
    """A proposal of the secretary, on which the Office was asked for its opinion."""
    units = meeting.office.units
    wish = DraftProposal(title="Mua máy", text="Thiếu máy.", wish="Cho mua.", unit_id=units["TU"])
    made: UUID = meeting.run("thuky", draft_proposal, wish).id
    day = office_day(utc_now()) + timedelta(days=3)
    ask = AskOpinions(proposal_id=made, unit_ids=[units["VPTU"]], due_on=day)
    meeting.run("thuky", ask_opinions, ask)
    return made


def weekly_sheet(meeting: Gathering) -> UUID:
    """The plan of the committee's week, with a line that was gathered and more to gather."""
    with meeting.store.reading() as session:
        before = session.scalar(select(func.count()).select_from(WeeklySheet)) or 0
    # Each time (two sheets) the plan of another week: what was sent is frozen.
    unit, day = meeting.office.units["TU"], office_day(utc_now()) + timedelta(weeks=before // 2)
    mine = OpenSheet(unit_id=unit, stage=WeeklyStage.PLAN, day=day)
    own = meeting.run("thuky", open_sheet, mine)
    said = [{"text": "Chuẩn bị phiên họp"}, {"text": "Trình thông báo kết luận"}]
    wish = {"sheet_id": own.id, "revision": own.revision, "lines": said}
    meeting.run("thuky", submit_sheet, SaveSheet.model_validate(wish))
    of_unit = meeting.run("thuky", open_sheet, mine.model_copy(update={"of_unit": True}))
    with meeting.store.reading() as session:
        line = lines_of(session.get_one(WeeklySheet, own.id).lines)[0]
    chosen = [{"sheet_id": own.id, "line_ids": [line.id]}]
    taken = {"sheet_id": of_unit.id, "revision": of_unit.revision, "chosen": chosen}
    sheet_id: UUID = meeting.run("thuky", gather_lines, GatherLines.model_validate(taken)).id
    return sheet_id


def paper_request(meeting: Gathering) -> UUID:
    """A paper of the first item, asked of the Office."""
    units, today = (meeting.office.units["VPTU"],), office_day(utc_now())
    wish = AskForPapers(item_id=meeting.items[0], unit_ids=units, names=("Tờ trình",), due_on=today)
    made: UUID = meeting.run("thuky", ask_for_papers, wish).request_ids[0]
    return made


def opinion(meeting: Gathering) -> UUID:
    """An opinion on the first item by its writer's choice of name, which members read at once."""
    item = meeting.items[0]
    wish = OpenOpinions(item_ids=(item,), naming=Naming.CHOICE, audience=Audience.AT_ONCE)
    meeting.run("thuky", open_opinions, wish)
    said = GiveOpinion(item_id=item, text="Đề nghị bổ sung lộ trình")
    given: UUID = meeting.run("daibieu01", give_opinion, said).opinion_id
    return given
