"""What a provider says of itself: its addresses and its keys, fetched rarely, always in time."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, KeySet

from ecabinet.sign_on_settings import OpenIdConnect, is_loopback

log = logging.getLogger(__name__)

TIMEOUT = (5, 10)
"""Seconds to connect, and to wait for each part of an answer."""

KEEP_SECONDS = 3600
# A new key is looked for at once, but nobody can make us ask the provider in a loop.
RENEW_SECONDS = 60
LONGEST_ANSWER = 1 << 20
KEY_TYPES = ("RSA", "EC", "OKP")


class ProviderFailed(Exception):
    """The provider did not answer, or not as one does."""


@dataclass(frozen=True)
class Metadata:
    """Where a provider is asked (OpenID Connect Discovery 1.0, section 3)."""

    authorization: str
    token: str
    keys: str
    userinfo: str | None
    token_auth: str


class Discovery:
    """Metadata and keys of one provider, kept for an hour in this process."""

    def __init__(
        self, settings: OpenIdConnect, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.settings, self._clock = settings, clock
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None

    @property
    def verify(self) -> str | bool:
        """What `requests` checks certificates against."""
        return self.settings.ca_file or True

    def metadata(self) -> Metadata:
        """Return where to ask. Raises ProviderFailed."""
        if self._metadata is None or self._clock() - self._metadata[0] > KEEP_SECONDS:
            url = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
            self._metadata = (self._clock(), self._read(self.fetch(url)))
        return self._metadata[1]

    def key_set(self, *, newest: bool = False) -> KeySet:
        """Return the provider's keys; `newest` asks again, once a minute. Raises ProviderFailed."""
        age = self._clock() - self._keys[0] if self._keys else KEEP_SECONDS + 1
        if self._keys is None or age > (RENEW_SECONDS if newest else KEEP_SECONDS):
            self._keys = (self._clock(), _signing_keys(self.fetch(self.metadata().keys)))
        return self._keys[1]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        """Return the JSON object at `url`. Never follows a redirect, never reads without end.

        Raises:
            ProviderFailed: there is no such answer in time.
        """
        try:
            with requests.get(
                url,
                headers=headers,
                timeout=TIMEOUT,
                verify=self.verify,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return _object(answer)
        except requests.RequestException as error:
            raise ProviderFailed(f"{url}: {error}") from error

    def _read(self, found: dict[str, Any]) -> Metadata:
        if found.get("issuer") != self.settings.issuer:
            raise ProviderFailed(
                f"ECABINET_OIDC_ISSUER is {self.settings.issuer!r}, "
                f"but the provider calls itself {found.get('issuer')!r}"
            )
        methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in methods or "client_secret_post" not in methods
        return Metadata(
            authorization=_address(found, "authorization_endpoint"),
            token=_address(found, "token_endpoint"),
            keys=_address(found, "jwks_uri"),
            userinfo=_address(found, "userinfo_endpoint") if "userinfo_endpoint" in found else None,
            token_auth="client_secret_basic" if basic else "client_secret_post",
        )


def _object(answer: requests.Response) -> dict[str, Any]:
    if answer.status_code != 200:
        raise ProviderFailed(f"{answer.url} answers {answer.status_code}")
    body = b""
    for part in answer.iter_content(64 << 10):
        body += part
        if len(body) > LONGEST_ANSWER:
            raise ProviderFailed(f"{answer.url} answers without end")
    try:
        found = json.loads(body)
    except ValueError as error:
        raise ProviderFailed(f"{answer.url} does not answer in JSON") from error
    if not isinstance(found, dict):
        raise ProviderFailed(f"{answer.url} does not answer with an object")
    return found


def _address(found: dict[str, Any], name: str) -> str:
    address = found.get(name)
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise ProviderFailed(f"{name} of the provider is no https address: {address!r}")
    return str(address)


def _signing_keys(found: dict[str, Any]) -> KeySet:
    """Return the keys that can sign. One that we cannot read does not spoil the others."""
    listed = found.get("keys")
    keys = []
    for data in listed if isinstance(listed, list) else []:
        if not isinstance(data, dict) or data.get("kty") not in KEY_TYPES:
            continue
        if data.get("use", "sig") != "sig":
            continue
        try:
            keys.append(JWKRegistry.import_key(data))
        except (JoseError, ValueError, TypeError) as error:
            log.warning("a key of the provider cannot be read: %s", error)
    if not keys:
        raise ProviderFailed("the provider shows no key to check signatures with")
    return KeySet(keys)
