"""The OpenID Connect provider: where to send people, and what their return proves."""

import functools
import logging
from typing import Any

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from ecabinet.accounts.single_sign_on.discovery import (
    TIMEOUT,
    Discovery,
    ProviderFailed,
)
from ecabinet.accounts.single_sign_on.flow import Flow
from ecabinet.accounts.single_sign_on.proof import ForeignProof, oidc_source, own_username
from ecabinet.accounts.single_sign_on.tokens import TokenRefused, checked_claims
from ecabinet.sign_on_settings import OpenIdConnect

log = logging.getLogger(__name__)


class Provider:
    """One provider. Everything here may wait for the network: never inside a transaction."""

    def __init__(self, settings: OpenIdConnect) -> None:
        self.settings = settings
        self.discovery = Discovery(settings)

    def authorization_url(self, flow: Flow) -> str:
        """Return where to send the browser. Raises ProviderFailed."""
        extra = {"prompt": self.settings.prompt} if self.settings.prompt else {}
        with self._session(flow) as session:
            url, _state = session.create_authorization_url(
                self.discovery.metadata().authorization,
                state=flow.state,
                nonce=flow.nonce,
                code_verifier=flow.verifier,
                **extra,
            )
        return str(url)

    def redeem(self, flow: Flow, code: str) -> dict[str, Any]:
        """Return the checked claims that `code` stands for.

        Raises:
            TokenRefused: the provider does not take the code, or its token is not right.
            ProviderFailed: it does not answer.
        """
        metadata = self.discovery.metadata()
        with self._session(flow) as session:
            try:
                token = session.fetch_token(
                    metadata.token,
                    code=code,
                    code_verifier=flow.verifier,
                    grant_type="authorization_code",
                    allow_redirects=False,
                )
            except OAuthError as error:
                raise TokenRefused(f"token endpoint: {error.error}") from error
            except (requests.RequestException, ValueError, KeyError) as error:
                raise ProviderFailed(f"{metadata.token}: {error}") from error
        access_token = str(token.get("access_token", ""))
        claims = checked_claims(self.discovery, token.get("id_token"), flow.nonce, access_token)
        return self._completed(metadata.userinfo, access_token, claims)

    def _completed(
        self, userinfo: str | None, access_token: str, claims: dict[str, Any]
    ) -> dict[str, Any]:
        """Add what only the userinfo endpoint tells. Its subject must be the token's."""
        wanted = (self.settings.username_claim, self.settings.groups_claim)
        if userinfo is None or all(lookup(claims, name) is not None for name in wanted if name):
            return claims
        found = self.discovery.fetch(userinfo, {"Authorization": f"Bearer {access_token}"})
        if found.get("sub") != claims["sub"]:
            raise TokenRefused("userinfo speaks of somebody else")
        return found | claims

    def _session(self, flow: Flow) -> OAuth2Session:
        auth = self.discovery.metadata().token_auth
        session = OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            scope=self.settings.scopes,
            redirect_uri=flow.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method=auth,
            default_timeout=TIMEOUT,
        )
        session.verify = self.discovery.verify
        return session


@functools.lru_cache(maxsize=8)
def provider_for(settings: OpenIdConnect) -> Provider:
    """Return this process's provider, with what it has fetched already."""
    return Provider(settings)


def proof_from(claims: dict[str, Any], settings: OpenIdConnect, domain: str) -> ForeignProof:
    """Return what the claims prove. A missing list of groups means: in none."""
    username = lookup(claims, settings.username_claim)
    if not isinstance(username, str) or not username.strip():
        raise TokenRefused(f"there is no claim {settings.username_claim}")
    email = claims.get("email")
    verified = isinstance(email, str) and claims.get("email_verified", True) is True
    return ForeignProof(
        source=oidc_source(settings.issuer),
        subject=str(claims["sub"]),
        username=own_username(username, domain),
        name=str(claims.get("name") or username),
        email=str(email) if verified else None,
        groups=_groups(claims, settings.groups_claim),
        strong=_shown_second_factor(claims, settings.mfa),
    )


def _groups(claims: dict[str, Any], name: str) -> tuple[str, ...] | None:
    if not name:
        return None
    if name in (claims.get("_claim_names") or {}):
        # More groups than fit into a token (Microsoft): nothing is known, so nothing changes.
        log.warning("the provider leaves out the groups, there are too many: offices stay")
        return None
    found = lookup(claims, name)
    listed = found if isinstance(found, list) else [found]
    return tuple(group for group in listed if isinstance(group, str))


def _shown_second_factor(claims: dict[str, Any], mfa: tuple[str, ...]) -> bool:
    amr = claims.get("amr")
    values = [*(amr if isinstance(amr, list) else []), claims.get("acr")]
    return any(value in mfa for value in values if isinstance(value, str))


def lookup(claims: dict[str, Any], name: str) -> Any:
    """Return a claim by name, or by path through objects as in "realm_access.roles"."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found
