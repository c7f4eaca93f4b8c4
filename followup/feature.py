"""How follow-up joins the application."""

from flask_babel import ngettext
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts import closing, handover
from ecabinet.core.actors import Actor
from ecabinet.core.jobs import Jobs
from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.navigation import register_badge, stands_below
from ecabinet.web.streams import register_stream
from followup.catalogue_words import register_catalogue_words
from followup.events import KIND
from followup.exchange import api as exchange_api
from followup.exchange import consult_doors
from followup.exchange import pages as exchange_pages
from followup.importing import api as importing_api
from followup.importing import pages as importing_pages
from followup.importing.running import register_importing
from followup.importing.words import MESSAGES as IMPORT_MESSAGES
from followup.live import may_listen
from followup.messages import MESSAGES
from followup.proposals.feature import init_proposals
from followup.proposals.queries.lists import proposals_waiting
from followup.queries.hanging import open_tasks_of
from followup.queries.home import HomeTasks, home_tasks, tasks_waiting
from followup.reporting import api as reporting_api
from followup.reporting import pages as reporting_pages
from followup.reporting.making import register_making
from followup.reporting.words import MESSAGES as REPORT_MESSAGES
from followup.rights_words import name_rights
from followup.routes import (
    amend_pages,
    api_amend,
    api_chasing,
    api_chasing_units,
    api_correct_directive,
    api_coverage,
    api_deadlines,
    api_decisions,
    api_directives,
    api_extensions,
    api_pieces,
    api_seeing,
    api_tasks,
    api_work,
    assignment,
    chasing,
    chosen_api,
    chosen_pages,
    correct_pages,
    dashboard_pages,
    directive_pages,
    from_register,
    issue_pages,
    kept_pages,
    needs,
    pages_part_official,
    pages_pieces,
    pages_work,
    register_pages,
    seeing_pages,
    slip_tasks,
)
from followup.routes.addresses import list_url, narrow_url, with_label
from followup.routes.doors import api, today
from followup.routes.pages import pages
from followup.rules import register_rules
from followup.search_kinds import register_search_kinds
from followup.tasks import open_periods, remind
from followup.things import register_followup_things
from followup.weekly import api as weekly_api
from followup.weekly import pages as weekly_pages
from followup.weekly.home import DueSheet, due_sheets
from followup.weekly.making import register_weekly_papers
from followup.weekly.words import MESSAGES as WEEKLY_MESSAGES

# Imported for their operations, which they add to the blueprints.
OPERATIONS = (
    exchange_api,
    consult_doors,
    exchange_pages,
    importing_api,
    importing_pages,
    reporting_api,
    reporting_pages,
    weekly_api,
    weekly_pages,
    amend_pages,
    api_amend,
    api_chasing,
    api_chasing_units,
    api_correct_directive,
    api_coverage,
    api_deadlines,
    api_decisions,
    api_directives,
    api_extensions,
    api_pieces,
    api_seeing,
    api_tasks,
    api_work,
    assignment,
    chasing,
    chosen_api,
    chosen_pages,
    correct_pages,
    dashboard_pages,
    directive_pages,
    from_register,
    issue_pages,
    kept_pages,
    pages_part_official,
    pages_pieces,
    pages_work,
    register_pages,
    seeing_pages,
    slip_tasks,
)


def init_followup(app: OpenAPI) -> None:
    """Register rights, sentences, the live stream, the home page's part and doors."""
    register_rules()
    register_search_kinds()
    name_rights()
    register_followup_things()
    from_register.offer_directives()
    register_acting("followup", "followup_api")
    register_messages(MESSAGES | REPORT_MESSAGES | WEEKLY_MESSAGES | IMPORT_MESSAGES)
    register_catalogue_words()
    register_stream(KIND, may_listen)
    home.register_part("tasks", _home, needs.tasks_waiting)
    home.register_part("weekly", _weekly, needs.weekly_waiting)
    register_badge("followup.tasks", _waiting)
    stands_below("followup.dashboard", "followup.dashboard_scope", *reporting_pages.SHOWN)
    stands_below("followup.tasks", *weekly_pages.SHOWN)
    closing.register("tasks", open_tasks_of, _tasks)
    handover.name("tasks", _tasks)
    app.jinja_env.globals.update(list_url=list_url, narrow_url=narrow_url)
    app.jinja_env.filters["with_label"] = with_label
    init_proposals()
    app.register_blueprint(pages)
    app.register_api(api)


def register_followup_jobs(jobs: Jobs) -> None:
    """Register the rules, which the worker asks before it writes a mail, and the reminders."""
    register_rules()
    jobs.register_sweep(remind)
    jobs.register_sweep(open_periods)
    register_making(jobs)
    register_weekly_papers(jobs)
    register_importing(jobs)
    register_search_kinds()


def _tasks(number: int) -> str:
    return str(ngettext("%(num)s nhiệm vụ chưa xong", "%(num)s nhiệm vụ chưa xong", number))


def _waiting(session: Session, actor: Actor) -> int:
    """Tasks and proposals, which stand below them, that wait for the person; one query."""
    tasks, ids = tasks_waiting(actor)
    both = tasks.scalar_subquery() + proposals_waiting(actor).scalar_subquery()
    return session.scalar(select(both), ids) or 0


def _home(session: Session, actor: Actor) -> HomeTasks:
    return home_tasks(session, actor, today())


def _weekly(session: Session, actor: Actor) -> list[DueSheet] | None:
    return due_sheets(session, actor, today())
