"""To the provider and back. What is decided there and here, the modules beside this say."""

import logging
from datetime import timedelta

from flask import Blueprint, Response, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ecabinet.accounts.commands.sessions import Arrival, RefuseSignIn, refuse_sign_in
from ecabinet.accounts.completing import Outcome, complete_sign_in
from ecabinet.accounts.routes.entering import enter_browser, safe_path
from ecabinet.accounts.single_sign_on.admitting import admit_proof
from ecabinet.accounts.single_sign_on.discovery import ProviderFailed
from ecabinet.accounts.single_sign_on.flow import (
    MINUTES,
    Flow,
    begin_flow,
    cookie_name,
    pack,
    unpack,
)
from ecabinet.accounts.single_sign_on.provider import Provider, proof_from, provider_for
from ecabinet.accounts.single_sign_on.tokens import TokenRefused
from ecabinet.accounts.throttling import throttle
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, DomainError, Invalid, NotFound, Unavailable
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import platform

log = logging.getLogger(__name__)

pages = Blueprint("single_sign_on", __name__)

WINDOW_MINUTES, ADDRESS_FACTOR = 5, 30
# RFC 6749, section 4.1.2.1, and OpenID Connect Core, section 3.1.2.6: the person, not a fault.
DECLINED = {"access_denied", "login_required", "consent_required", "interaction_required"}


@pages.post("/sign-in/oidc")
def start() -> ResponseReturnValue:
    """Send the browser to the provider.

    By a page that goes on by itself, not by a redirect: browsers hold every redirect after a form
    against `form-action`, and a provider may pass people on to yet another host.
    """
    provider = _provider()
    _count()
    redirect_uri = url_for("single_sign_on.come_back", _external=True)
    wanted = safe_path(request.form.get("next", ""))
    flow = begin_flow(redirect_uri, wanted, bool(request.form.get("remember")), utc_now())
    try:
        url = provider.authorization_url(flow)
    except ProviderFailed as error:
        return _refusal(_failed(error), flow)
    label = provider.settings.label
    response = make_response(render_template("accounts/to_provider.html", url=url, label=label))
    settings = platform().settings
    response.set_cookie(
        cookie_name(flow.state, secure=settings.secure_cookies),
        pack(flow, settings.secret_key),
        max_age=timedelta(minutes=MINUTES),
        secure=settings.secure_cookies,
        httponly=True,
        # The way back is a navigation from the provider's site: Strict would hold the cookie back.
        samesite="Lax",
    )
    return response


@pages.get("/sign-in/oidc/callback")
def come_back() -> ResponseReturnValue:
    """Take what the provider says of the person, and let them in."""
    provider = _provider()
    _count()
    flow = _flow()
    if flow is None:
        return _refusal(Invalid("sso.expired"), None)
    try:
        outcome = _prove(provider, flow)
    except TokenRefused as error:
        log.warning("single sign-on refused, request %s: %s", g.request_code, error)
        return _refusal(Invalid("sso.refused", **_told()), flow)
    except ProviderFailed as error:
        return _refusal(_failed(error), flow)
    except DomainError as error:
        return _refusal(error, flow)
    return _without_cookie(make_response(enter_browser(outcome, flow.wanted)), flow)


def _prove(provider: Provider, flow: Flow) -> Outcome:
    """Return the sign-in that the provider's answer is good for.

    Raises:
        TokenRefused, ProviderFailed: see `Provider.redeem`.
        Denied: the provider or we do not let this account in.
        Invalid: the person was disabled meanwhile.
    """
    given = request.args
    if given.get("iss", provider.settings.issuer) != provider.settings.issuer:
        raise TokenRefused("another provider answered")  # RFC 9207
    if "error" in given:
        log.warning("the provider answers %r, request %s", given["error"][:100], g.request_code)
        code = "sso.declined" if given["error"] in DECLINED else "sso.refused"
        raise Denied(code, **_told())
    claims = provider.redeem(flow, given.get("code", ""))
    proof = proof_from(claims, provider.settings, platform().settings.single_sign_on.domain)
    arrival = Arrival(
        how="oidc",
        kind="browser",
        device=request.user_agent.string,
        address=request.remote_addr or "",
        remember=flow.remember,
        strong=proof.strong,
    )
    return complete_sign_in(platform(), admit_proof(platform(), proof), arrival)


def _provider() -> Provider:
    settings = platform().settings.single_sign_on.oidc
    if settings is None:
        raise NotFound("sso.off")
    return provider_for(settings)


def _count() -> None:
    times = platform().settings.sign_in_attempts * ADDRESS_FACTOR
    throttle().check("oidc", request.remote_addr or "", times=times, minutes=WINDOW_MINUTES)


def _flow() -> Flow | None:
    settings, state = platform().settings, request.args.get("state", "")
    sealed = request.cookies.get(cookie_name(state, secure=settings.secure_cookies), "")
    return unpack(sealed, state, settings.secret_key, utc_now())


def _failed(error: ProviderFailed) -> DomainError:
    log.error("the provider failed, request %s: %s", g.request_code, error)
    return Unavailable("sso.unavailable", **_told())


def _told() -> dict[str, str]:
    oidc = platform().settings.single_sign_on.oidc
    return {"label": oidc.label if oidc else "", "reference": g.request_code}


def _refusal(error: DomainError, flow: Flow | None) -> Response:
    """Show the sign-in page with the reason, and write it down."""
    refusal = RefuseSignIn(
        person_id=None,
        name_mark=g.request_code,
        address=request.remote_addr or "",
        how="oidc",
        reason=error.code,
    )
    platform().store.execute(SYSTEM, refuse_sign_in, refusal)
    page = render_template(
        "accounts/sign_in.html",
        error=sentence(error),
        username="",
        next=flow.wanted if flow else "/",
    )
    return _without_cookie(make_response(page, STATUS[type(error)]), flow)


def _without_cookie(response: Response, flow: Flow | None) -> Response:
    if flow is not None:
        secure = platform().settings.secure_cookies
        response.delete_cookie(
            cookie_name(flow.state, secure=secure), secure=secure, httponly=True, samesite="Lax"
        )
    return response
