"""Checking the ID token (OpenID Connect Core 1.0, section 3.1.3.7)."""

from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from ecabinet.accounts.single_sign_on.discovery import Discovery

# Only what a key of the provider's alone can sign: never "none", never our client secret (HS256).
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
SKEW_SECONDS = 60


class TokenRefused(Exception):
    """The ID token does not prove what it should."""


def checked_claims(
    discovery: Discovery, id_token: Any, nonce: str, access_token: str
) -> dict[str, Any]:
    """Return the claims of an ID token made for us, now, and for this very flow.

    Raises:
        TokenRefused: signature, algorithm, issuer, audience, time, nonce or subject is not right.
        ProviderFailed: its keys cannot be fetched.
    """
    if not isinstance(id_token, str):
        raise TokenRefused("there is no ID token")
    settings = discovery.settings
    try:
        token = _decoded(discovery, id_token)
        claims = CodeIDToken(
            token.claims,
            token.header,
            options={
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
            },
            params={
                "nonce": nonce,
                "client_id": settings.client_id,
                "access_token": access_token,
            },
        )
        claims.validate(leeway=SKEW_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise TokenRefused(f"{type(error).__name__}: {error}") from error
    return dict(claims)


def _decoded(discovery: Discovery, id_token: str) -> jwt.Token:
    """Return the token once its signature is right; with keys fetched anew when that may help."""
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        return jwt.decode(id_token, discovery.key_set(), registry=registry)
    except (InvalidKeyIdError, BadSignatureError):
        return jwt.decode(id_token, discovery.key_set(newest=True), registry=registry)
