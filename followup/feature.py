"""How follow-up joins the application."""

from flask_babel import ngettext
from flask_openapi3.openapi import OpenAPI
from sqlalchemy.orm import Session

from ecabinet.accounts import closing
from ecabinet.core.actors import Actor
from ecabinet.core.jobs import Jobs
from ecabinet.web import home
from ecabinet.web.acting import register_acting
from ecabinet.web.errors import register_messages
from ecabinet.web.rendering import register_badge
from ecabinet.web.requests import platform
from ecabinet.web.streams import register_stream
from followup.catalogue_words import register_catalogue_words
from followup.events import KIND
from followup.live import may_listen
from followup.messages import MESSAGES
from followup.queries.hanging import open_tasks_of
from followup.queries.home import HomeTasks, count_waiting, home_tasks
from followup.rights_words import name_rights
from followup.routes import api_decisions, api_directives, api_tasks, api_work, pages_work
from followup.routes.addresses import list_url
from followup.routes.doors import api, today
from followup.routes.pages import pages
from followup.rules import register_rules
from followup.things import register_followup_things

# Imported for their operations, which they add to the blueprints.
OPERATIONS = (api_decisions, api_directives, api_tasks, api_work, pages_work)


def init_followup(app: OpenAPI) -> None:
    """Register rights, sentences, the live stream, the home page's part and doors."""
    register_rules()
    name_rights()
    register_followup_things()
    register_acting("followup", "followup_api")
    register_messages(MESSAGES)
    register_catalogue_words()
    register_stream(KIND, may_listen)
    home.register_part("tasks", _home)
    register_badge("followup.tasks", _waiting)
    closing.register("tasks", open_tasks_of, _tasks)
    app.jinja_env.globals["list_url"] = list_url
    app.register_blueprint(pages)
    app.register_api(api)


def register_followup_jobs(jobs: Jobs) -> None:
    """Register the rules, which the worker asks before it writes a mail; no jobs of our own yet."""
    register_rules()


def _tasks(number: int) -> str:
    return str(ngettext("%(num)s nhiệm vụ chưa xong", "%(num)s nhiệm vụ chưa xong", number))


def _home(session: Session, actor: Actor) -> HomeTasks:
    return home_tasks(session, actor, today())


def _waiting(actor: Actor) -> int:
    with platform().store.reading() as session:
        return count_waiting(session, actor)
