"""What a provider says of itself is checked, fetched in time, and kept for a while."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ecabinet.accounts.single_sign_on import discovery as module
from ecabinet.accounts.single_sign_on.discovery import Discovery, ProviderFailed
from ecabinet.accounts.single_sign_on.flow import begin_flow
from ecabinet.accounts.single_sign_on.provider import Provider, lookup, proof_from
from ecabinet.accounts.single_sign_on.tokens import TokenRefused
from ecabinet.core.clock import utc_now
from tests.liar import Liar
from tests.servers import free_port

WELL_KNOWN = "/.well-known/openid-configuration"
RETURN = "http://localhost/sign-in/oidc/callback"


def body(status: int, content: bytes) -> Callable[[dict[str, str]], tuple[int, bytes]]:
    """An answer that does not look at the question."""
    return lambda _form: (status, content)


def test_it_is_asked_once_an_hour(liar: Liar) -> None:
    now = [0.0]
    found = Discovery(liar.settings, clock=lambda: now[0])
    for now[0] in (0.0, 10.0, 3500.0):
        assert found.metadata().token == f"{liar.issuer}/token"
        found.key_set()
    assert liar.asked == {WELL_KNOWN: 1, "/jwks": 1}
    now[0] = 3700.0
    found.key_set()
    found.metadata()
    assert liar.asked == {WELL_KNOWN: 2, "/jwks": 2}


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": None},
        {"authorization_endpoint": "http://login.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": None},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": 7},
    ],
)
def test_it_must_speak_for_itself_and_name_safe_addresses(liar: Liar, said: dict[str, Any]) -> None:
    liar.metadata = said
    with pytest.raises(ProviderFailed):
        Discovery(liar.settings).metadata()


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (500, b"{}"),
        (404, b"{}"),
        (302, b"http://127.0.0.1:1/"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'"' + b"x" * (2 << 20) + b'"'),
    ],
    ids=["broken", "missing", "elsewhere", "no JSON", "no object", "without end"],
)
def test_a_strange_answer_is_a_failure(liar: Liar, status: int, content: bytes) -> None:
    liar.answers[WELL_KNOWN] = body(status, content)
    with pytest.raises(ProviderFailed):
        Discovery(liar.settings).metadata()


def test_silence_is_a_failure_in_time(liar: Liar, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(module, "TIMEOUT", (0.2, 0.2))
    spoken = threading.Event()
    liar.answers[WELL_KNOWN] = lambda _form: (spoken.wait(5), (200, b"{}"))[1]
    with pytest.raises(ProviderFailed, match="timed out"):
        Discovery(liar.settings).metadata()
    spoken.set()


def test_nobody_there_is_a_failure(liar: Liar) -> None:
    gone = replace(liar.settings, issuer=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ProviderFailed):
        Discovery(gone).metadata()


@pytest.mark.parametrize("keys", [None, [], [{"kty": "oct", "k": "AAAA"}], ["x"], [{"kty": "RSA"}]])
def test_keys_that_cannot_check_a_signature_are_none(liar: Liar, keys: Any) -> None:
    liar.answers["/jwks"] = body(200, json.dumps({"keys": keys}).encode())
    with pytest.raises(ProviderFailed):
        Discovery(liar.settings).key_set()


def test_one_unreadable_key_does_not_spoil_the_others(liar: Liar) -> None:
    good = liar.key.as_dict(private=False)
    listed = [{"kty": "EC", "crv": "unknown"}, {**good, "use": "enc", "kid": "enc"}, good]
    liar.answers["/jwks"] = body(200, json.dumps({"keys": listed}).encode())
    assert [key.kid for key in Discovery(liar.settings).key_set()] == ["k1"]


def redeemed(liar: Liar, **settings: Any) -> dict[str, Any]:
    """Go through the token endpoint with a flow whose nonce the tokens carry."""
    provider = Provider(replace(liar.settings, **settings))
    flow = replace(begin_flow(RETURN, "/", False, utc_now()), nonce="nonce")
    return provider.redeem(flow, "code")


def test_the_token_endpoint_may_fail_in_every_way(liar: Liar) -> None:
    for status, content, error in (
        (400, b'{"error": "invalid_grant"}', TokenRefused),
        (500, b"{}", ProviderFailed),
        (302, b"http://127.0.0.1:1/", ProviderFailed),
        (200, b"<html>", ProviderFailed),
        (200, b"{}", TokenRefused),
    ):
        liar.answers["/token"] = body(status, content)
        with pytest.raises(error):
            redeemed(liar)


def test_userinfo_adds_what_the_token_leaves_out_for_the_same_person_only(liar: Liar) -> None:
    liar.metadata = {"userinfo_endpoint": f"{liar.issuer}/userinfo"}
    liar.hand_out(liar.sign(liar.claims(groups=None)))
    liar.answers["/userinfo"] = body(200, b'{"sub": "s-1", "groups": ["van-thu"], "name": "X"}')
    claims = redeemed(liar)
    assert claims["groups"] == ["van-thu"]
    assert claims["name"] == "Trần Văn An"  # What is signed counts more.
    liar.answers["/userinfo"] = body(200, b'{"sub": "s-2", "groups": ["van-thu"]}')
    with pytest.raises(TokenRefused):
        redeemed(liar)


def test_what_the_claims_prove(liar: Liar) -> None:
    settings = replace(liar.settings, mfa=("mfa", "urn:two"))
    proof = proof_from(liar.claims(preferred_username="An.TV@tinhuy.vn"), settings, "tinhuy.vn")
    assert (proof.username, proof.groups, proof.strong) == ("an.tv", (), False)
    assert proof.source == f"oidc:{liar.issuer}"
    for claims in ({"amr": ["pwd", "mfa"]}, {"acr": "urn:two"}):
        assert proof_from(liar.claims(**claims), settings, "").strong
    for claims in ({"amr": "mfa"}, {"amr": ["pwd"]}, {"acr": "urn:one"}, {"acr": ["urn:two"]}):
        assert not proof_from(liar.claims(**claims), settings, "").strong
    assert not proof_from(liar.claims(amr=["mfa"]), liar.settings, "").strong  # Not set up.
    other = proof_from(liar.claims(preferred_username="an.tv@elsewhere.vn"), settings, "tinhuy.vn")
    assert other.username == "an.tv@elsewhere.vn"


def test_groups_as_providers_write_them(liar: Liar) -> None:
    deep = replace(liar.settings, groups_claim="realm_access.roles")
    told = liar.claims(realm_access={"roles": ["a", 7, "b"]})
    assert proof_from(told, deep, "").groups == ("a", "b")
    assert proof_from(liar.claims(groups="one"), liar.settings, "").groups == ("one",)
    assert proof_from(liar.claims(groups=None), liar.settings, "").groups == ()
    assert proof_from(liar.claims(), replace(liar.settings, groups_claim=""), "").groups is None
    too_many = liar.claims(groups=None, _claim_names={"groups": "src1"})
    assert proof_from(too_many, liar.settings, "").groups is None
    assert lookup({"a": {"b": 1}}, "a.b.c") is None


@pytest.mark.parametrize("name", [None, "", "  ", 7, ["an"]])
def test_without_a_user_name_nothing_is_proved(liar: Liar, name: Any) -> None:
    with pytest.raises(TokenRefused):
        proof_from(liar.claims(preferred_username=name), liar.settings, "")
