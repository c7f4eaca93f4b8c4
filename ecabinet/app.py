"""The application factory: the only file that knows every feature."""

from datetime import timedelta
from pathlib import Path

from flask_login import current_user
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix

from documents.feature import init_documents, register_document_jobs
from documents.issuing.feature import init_issuing
from documents.official.places import settle
from documents.register.feature import init_register
from documents.routing.feature import init_routing
from ecabinet.accounts.feature import init_accounts
from ecabinet.accounts.people_feature import register_people_jobs
from ecabinet.accounts.units_effect import register_unit_jobs
from ecabinet.catalogues.feature import init_catalogues
from ecabinet.deeds import name_deeds
from ecabinet.help.feature import init_help
from ecabinet.notifications.feature import init_notifications, register_notification_jobs
from ecabinet.oversight.audit_feature import init_audit, register_audit_jobs
from ecabinet.oversight.rights_feature import init_rights
from ecabinet.platform import Platform, open_platform
from ecabinet.retention.feature import init_retention
from ecabinet.retention.tasks import register_retention_jobs
from ecabinet.search.feature import init_search
from ecabinet.search.tasks import register_search_jobs
from ecabinet.settings import Settings
from ecabinet.web.admin import admin, may_administer, place, sections
from ecabinet.web.api import make_app
from ecabinet.web.api_page import page as api_page
from ecabinet.web.assets import init_assets
from ecabinet.web.bodies import init_bodies
from ecabinet.web.errors import init_errors, register_messages
from ecabinet.web.headers import init_headers
from ecabinet.web.health import health
from ecabinet.web.home import home
from ecabinet.web.i18n import init_i18n
from ecabinet.web.import_messages import MESSAGES as IMPORT_MESSAGES
from ecabinet.web.installing import init_installing
from ecabinet.web.kept_imports import forget_old
from ecabinet.web.navigation import init_navigation
from ecabinet.web.push import init_push
from ecabinet.web.rendering import init_rendering
from ecabinet.web.service_worker import init_service_worker
from ecabinet.web.streams import api as streams_api
from ecabinet.web.strict import init_strict
from ecabinet.web.throttle import Throttle
from ecabinet.webhooks.feature import init_webhooks, register_webhook_jobs
from followup.feature import init_followup, register_followup_jobs
from meetings.circulation.feature import init_circulation
from meetings.circulation.tasks import register_circulation_jobs
from meetings.feature import init_meetings, register_meeting_jobs

HERE = Path(__file__).resolve().parent


def asset_folder(name: str) -> Path:
    """Return `static` or `templates`: inside the installed package, or beside it in the sources."""
    inside = HERE / name
    return inside if inside.exists() else HERE.parent / name


def create_app(settings: Settings, platform: Platform | None = None) -> OpenAPI:
    """Return the application for `settings`, ready to serve."""
    static = asset_folder("static")
    app = make_app("ecabinet", static_folder=None, template_folder=str(asset_folder("templates")))
    app.extensions["ecabinet"] = platform or open_platform(settings)
    app.extensions["ecabinet.throttle"] = Throttle(settings.redis_url)
    _configure(app, settings)
    init_headers(app, https=settings.secure_cookies, store=settings.store_for_browsers)
    init_errors(app)
    register_messages(IMPORT_MESSAGES)
    init_bodies(app, settings.upload_limit)
    init_accounts(app)
    init_strict(app)
    init_i18n(app)
    version = init_assets(app, static)
    init_rendering(app, version, settings.office_name)
    init_navigation(app)
    init_service_worker(app, static, version)
    init_installing(app, version, settings.office_name)
    app.jinja_env.globals["csrf_token"] = generate_csrf
    app.register_blueprint(health)
    app.register_blueprint(home)
    app.register_blueprint(admin)
    app.jinja_env.globals.update(
        admin_sections=lambda: sections(current_user.real),
        admin_place=place,
        may_administer=may_administer,
    )
    app.register_blueprint(api_page)
    app.register_api(streams_api)
    name_deeds()
    init_audit(app)
    init_notifications(app)
    init_webhooks(app)
    init_catalogues(app)
    init_rights(app)
    init_retention(app)
    init_documents(app)
    init_register(app)
    init_routing(app)
    settle(settings.office_name)
    init_issuing(app)
    init_followup(app)
    init_meetings(app)
    init_circulation(app)
    init_search(app)
    init_help(app)
    init_push(app, settings)
    return app


def register_jobs(platform: Platform) -> None:
    """Teach the queue every feature's jobs. The web process queues, the worker runs them."""
    register_notification_jobs(platform.jobs, platform.settings, asset_folder("templates"))
    register_webhook_jobs(platform.jobs, platform.settings)
    name_deeds()
    register_audit_jobs(platform.jobs, platform.settings)
    register_document_jobs(platform.jobs, platform.settings)
    register_people_jobs(platform.jobs)
    register_unit_jobs(platform.jobs)
    register_followup_jobs(platform.jobs)
    templates = asset_folder("templates")
    register_meeting_jobs(platform.jobs, platform.keys, platform.settings, templates)
    register_circulation_jobs(platform.jobs)
    register_search_jobs(platform.jobs)
    register_retention_jobs(platform.jobs, platform.settings)
    platform.jobs.register_sweep(forget_old(platform.settings.data_dir))


def _configure(app: OpenAPI, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # With TLS browsers themselves refuse to let another host or path set this name.
        SESSION_COOKIE_NAME="__Host-ecabinet" if settings.secure_cookies else "ecabinet",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.remember_days),
        MAX_FORM_MEMORY_SIZE=2 << 20,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
