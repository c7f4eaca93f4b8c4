"""How meetings join the application."""

from pathlib import Path

from flask_babel import ngettext
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts import closing
from ecabinet.core.jobs import Jobs
from ecabinet.core.perishable import KeyFiles
from ecabinet.settings import Settings
from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.headers import register_viewer
from ecabinet.web.streams import register_stream
from meetings import conclusion_words, vote_words
from meetings.archive.feature import init_archive
from meetings.archive.maker import register_archives
from meetings.calendar.feature import init_calendar
from meetings.catalogue_words import register_catalogue_words
from meetings.live import may_listen, may_listen_to_request
from meetings.messages import MESSAGES
from meetings.minutes.feature import init_minutes
from meetings.opinions.feature import init_opinions
from meetings.opinions.tasks import close_what_is_over
from meetings.queries import listing
from meetings.queries.answering import to_answer
from meetings.queries.hanging import meetings_to_come
from meetings.queries.home import ballots_waiting, to_read
from meetings.queries.requests import open_requests, papers_to_prepare
from meetings.request_container import CONTAINER as REQUESTS
from meetings.request_words import MESSAGES as REQUEST_MESSAGES
from meetings.rights_words import name_rights
from meetings.routes import (
    api_calling,
    api_conclusions,
    api_letters,
    api_minutes,
    api_offline,
    api_planning,
    api_presence,
    api_repeating,
    api_requests,
    api_rooms,
    api_screens,
    api_secret,
    api_session,
    api_sheets,
    api_speaking,
    api_templates,
    api_vote_parts,
    api_votes,
    attendance_files,
    calling_pages,
    conclusion_pages,
    follow,
    needs,
    page_actions,
    plan_pages,
    proposal_items,
    request_pages,
    series_pages,
    template_pages,
    vote_pages,
)
from meetings.routes.doors import api
from meetings.routes.pages import pages
from meetings.routes.presence_pages import check_in_pages
from meetings.routes.room_pages import room_pages
from meetings.routes.screen_pass import let_screens_in
from meetings.routes.screens import screens
from meetings.rules import register_rules
from meetings.search_kinds import register_search_kinds
from meetings.tasks import register_ballot_keys, remind
from meetings.things import register_meeting_things

# Importing these modules puts their operations on the blueprints.
OPERATIONS = (
    api_planning,
    api_repeating,
    api_calling,
    api_letters,
    api_requests,
    api_session,
    api_speaking,
    api_templates,
    api_votes,
    api_secret,
    api_sheets,
    api_vote_parts,
    api_conclusions,
    conclusion_pages,
    api_minutes,
    api_offline,
    api_presence,
    api_rooms,
    api_screens,
    attendance_files,
    page_actions,
    plan_pages,
    proposal_items,
    request_pages,
    series_pages,
    template_pages,
    vote_pages,
    calling_pages,
    follow,
)


def init_meetings(app: OpenAPI) -> None:
    """Register rights, sentences, streams, what others ask of meetings, and doors."""
    register_rules()
    register_search_kinds()
    name_rights()
    register_meeting_things()
    register_acting("meetings", "meetings_api")
    register_viewer("meetings.room")
    register_messages(MESSAGES)
    register_messages(vote_words.MESSAGES)
    register_messages(conclusion_words.MESSAGES)
    register_catalogue_words()
    register_messages(REQUEST_MESSAGES)
    register_stream("meeting", may_listen)
    let_screens_in()
    register_stream(REQUESTS, may_listen_to_request)
    closing.register("meetings", meetings_to_come, _meetings)
    closing.register("paper_requests", open_requests, _requests)
    home.register_part("meetings_now", listing.in_session)
    home.register_part("ballots_waiting", ballots_waiting)
    home.register_part("papers_to_read", to_read, needs.papers_to_read)
    home.register_part("meetings_today", listing.today)
    home.register_part("meetings_to_answer", to_answer, needs.invitations)
    home.register_part("papers_to_prepare", papers_to_prepare, needs.papers_to_prepare)
    for blueprint in (pages, room_pages, check_in_pages, screens):
        app.register_blueprint(blueprint)
    app.register_api(api)
    init_calendar(app)
    init_opinions(app)
    init_archive(app)
    init_minutes(app)


def _meetings(number: int) -> str:
    return str(ngettext("%(num)s cuộc họp chưa họp xong", "%(num)s cuộc họp chưa họp xong", number))


def _requests(number: int) -> str:
    return str(ngettext("%(num)s tài liệu chưa nộp xong", "%(num)s tài liệu chưa nộp xong", number))


def register_meeting_jobs(jobs: Jobs, keys: KeyFiles, settings: Settings, templates: Path) -> None:
    """Register the rules, which the worker asks before it writes a mail, and our own jobs."""
    register_ballot_keys(jobs, keys)
    register_rules()
    register_search_kinds()
    register_archives(jobs, settings, templates)
    jobs.register_sweep(remind)
    jobs.register_sweep(close_what_is_over)
