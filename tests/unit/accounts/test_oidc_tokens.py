"""ID tokens: only one made by the provider, for us, now and for this very flow is believed."""

import base64
import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from ecabinet.accounts.single_sign_on.discovery import Discovery
from ecabinet.accounts.single_sign_on.tokens import TokenRefused, checked_claims
from tests.liar import SECRET, Liar, new_key


def check(liar: Liar, token: Any, discovery: Discovery | None = None) -> dict[str, Any]:
    """Check a token as the flow with the nonce "nonce" does."""
    return checked_claims(discovery or Discovery(liar.settings), token, "nonce", "a")


def part(data: dict[str, Any]) -> str:
    """One part of a token, as anybody can write it."""
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def test_a_good_token_is_believed(liar: Liar) -> None:
    claims = check(liar, liar.sign(liar.claims()))
    assert (claims["sub"], claims["preferred_username"]) == ("s-1", "an.tv")


def test_a_list_of_audiences_with_us_as_the_authorized_party_is_believed(liar: Liar) -> None:
    token = liar.sign(liar.claims(aud=["phong-hop", "other"], azp="phong-hop"))
    assert check(liar, token)["sub"] == "s-1"


def test_a_clock_that_is_a_little_off_is_forgiven(liar: Liar) -> None:
    now = int(time.time())
    check(liar, liar.sign(liar.claims(exp=now - 30)))
    check(liar, liar.sign(liar.claims(iat=now + 30, exp=now + 90)))


WRONG: dict[str, dict[str, Any]] = {
    "expired": {"exp": int(time.time()) - 3600},
    "without an end": {"exp": None},
    "an end that is no number": {"exp": "never"},
    "issued in the future": {"iat": int(time.time()) + 3600},
    "not valid yet": {"nbf": int(time.time()) + 3600},
    "of another issuer": {"iss": "https://elsewhere.example"},
    "for another audience": {"aud": "mail"},
    "for others too, without us as the party": {"aud": ["phong-hop", "mail"]},
    "for others too, with another as the party": {"aud": ["phong-hop", "mail"], "azp": "mail"},
    "without an audience": {"aud": None},
    "of another flow": {"nonce": "of-another-flow"},
    "of no flow": {"nonce": None},
    "of nobody": {"sub": None},
    "of an empty subject": {"sub": ""},
    "for another access token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG.keys())
def test_a_token_is_refused_when(liar: Liar, changed: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        check(liar, liar.sign(liar.claims(**changed)))


def test_a_token_without_signature_is_refused(liar: Liar) -> None:
    for alg in ("none", "None", "NONE", ""):
        with pytest.raises(TokenRefused):
            check(liar, f"{part({'alg': alg})}.{part(liar.claims())}.")


def test_our_own_client_secret_cannot_sign(liar: Liar) -> None:
    key = OctKey.import_key(SECRET)
    with pytest.raises(TokenRefused):
        check(liar, jwt.encode({"alg": "HS256"}, liar.claims(), key))


def test_the_public_key_as_a_password_cannot_sign(liar: Liar) -> None:
    key = OctKey.import_key(liar.key.as_pem(private=False).replace(b"-----", b"+++++"))
    token = jwt.encode({"alg": "HS256", "kid": "k1"}, liar.claims(), key)
    with pytest.raises(TokenRefused):
        check(liar, token)


def test_another_key_with_the_same_name_is_refused(liar: Liar) -> None:
    with pytest.raises(TokenRefused):
        check(liar, liar.sign(liar.claims(), new_key("k1")))


def test_a_key_that_the_token_brings_along_is_not_used(liar: Liar) -> None:
    own = new_key("mine")
    for header in ({"jwk": own.as_dict(private=False)}, {"jku": "https://elsewhere.example/jwks"}):
        with pytest.raises(TokenRefused):
            check(liar, liar.sign(liar.claims(), own, **header))


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c", 7, [], "é.é.é"])
def test_what_is_no_token_is_refused(liar: Liar, token: Any) -> None:
    with pytest.raises(TokenRefused):
        check(liar, token)


def test_claims_changed_after_signing_are_refused(liar: Liar) -> None:
    head, _, signature = liar.sign(liar.claims()).split(".")
    with pytest.raises(TokenRefused):
        check(liar, f"{head}.{part(liar.claims(sub='s-2'))}.{signature}")


def test_a_new_key_of_the_provider_is_fetched_but_not_in_a_loop(liar: Liar) -> None:
    moments = iter(range(0, 10_000, 61))
    discovery = Discovery(liar.settings, clock=lambda: float(next(moments)))
    check(liar, liar.sign(liar.claims()), discovery)
    liar.key = new_key("k2")
    assert check(liar, liar.sign(liar.claims()), discovery)["sub"] == "s-1"
    assert liar.asked["/jwks"] == 2

    still = Discovery(liar.settings, clock=lambda: 1.0)
    check(liar, liar.sign(liar.claims()), still)
    before = liar.asked["/jwks"]
    for _ in range(5):
        with pytest.raises(TokenRefused):
            check(liar, liar.sign(liar.claims(), new_key("k9")), still)
    assert liar.asked["/jwks"] == before
