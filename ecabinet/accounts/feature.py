"""How accounts join the application."""

from flask_babel import ngettext
from flask_openapi3.openapi import OpenAPI

from ecabinet.accounts import closing
from ecabinet.accounts.current_user import init_current_user
from ecabinet.accounts.delegations_feature import init_delegations
from ecabinet.accounts.messages import MESSAGES
from ecabinet.accounts.people_feature import init_people
from ecabinet.accounts.policies import POLICIES
from ecabinet.accounts.routes import kept_papers
from ecabinet.accounts.routes.api import api
from ecabinet.accounts.sign_in_feature import init_sign_in
from ecabinet.accounts.single_sign_on.feature import init_single_sign_on
from ecabinet.accounts.things import register_account_things
from ecabinet.accounts.tokens_feature import init_tokens
from ecabinet.accounts.units_feature import init_units
from ecabinet.core import permissions
from ecabinet.web.errors import register_messages


def init_accounts(app: OpenAPI) -> None:
    """Register rights, sentences and doors."""
    permissions.register(POLICIES)
    register_account_things()
    register_messages(MESSAGES)
    closing.name_own("units", _units)
    closing.name_own("people", _people)
    init_units(app)
    init_people(app)
    init_current_user(app)
    init_sign_in(app)
    app.register_api(api)
    app.register_api(kept_papers.api)
    app.register_blueprint(kept_papers.pages)
    app.jinja_env.globals["offline_mark"] = kept_papers.offline_mark
    init_tokens(app)
    init_delegations(app)
    init_single_sign_on(app)


def _units(number: int) -> str:
    return str(ngettext("%(num)s đơn vị trực thuộc", "%(num)s đơn vị trực thuộc", number))


def _people(number: int) -> str:
    return str(ngettext("%(num)s người đang giữ chức vụ", "%(num)s người đang giữ chức vụ", number))
