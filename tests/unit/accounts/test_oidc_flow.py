"""The way to the provider and back: sealed, for one state, for ten minutes."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from ecabinet.accounts.single_sign_on.flow import begin_flow, cookie_name, pack, unpack
from ecabinet.accounts.single_sign_on.provider import Provider
from ecabinet.core.clock import utc_now
from tests.liar import Liar

KEY, OTHER_KEY = "k" * 40, "o" * 40
RETURN = "https://hop.tinh.example/sign-in/oidc/callback"


def test_it_comes_back_as_it_went() -> None:
    now = utc_now()
    flow = begin_flow(RETURN, "/tasks?page=2", True, now)
    assert unpack(pack(flow, KEY), flow.state, KEY, now) == flow


def test_its_secrets_cannot_be_read_in_the_browser() -> None:
    flow = begin_flow(RETURN, "/", False, utc_now())
    sealed = pack(flow, KEY)
    for secret in (flow.nonce, flow.verifier, "callback"):
        assert secret not in sealed


def test_no_two_are_alike() -> None:
    flows = [begin_flow(RETURN, "/", False, utc_now()) for _ in range(200)]
    for name in ("state", "nonce", "verifier"):
        assert len({getattr(flow, name) for flow in flows}) == 200


def test_too_old_changed_or_of_another_state_is_none() -> None:
    now = utc_now()
    flow, other = (begin_flow(RETURN, "/", False, now) for _ in range(2))
    sealed = pack(flow, KEY)
    assert unpack(sealed, flow.state, KEY, now + timedelta(minutes=11)) is None
    assert unpack(sealed, other.state, KEY, now) is None
    assert unpack(sealed, flow.state, OTHER_KEY, now) is None
    forged = pack(replace(flow, state=other.state), OTHER_KEY)
    assert unpack(forged, other.state, KEY, now) is None
    flipped = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]
    assert unpack(flipped, flow.state, KEY, now) is None


def test_rubbish_is_none() -> None:
    state = begin_flow(RETURN, "/", False, utc_now()).state
    for sealed in ("", "x", "é", "AAAA", "A" * 5000, "=" * 7):
        for given in (state, "", "é", "x" * 5000, "00000000-0000-0000-0000-000000000000"):
            assert unpack(sealed, given, KEY, utc_now()) is None


def test_the_cookie_is_bound_to_the_host_behind_https() -> None:
    assert cookie_name("0123456789abcdef", secure=True) == "__Host-ecabinet-sso-0123456789ab"
    assert cookie_name("0123456789abcdef", secure=False) == "ecabinet-sso-0123456789ab"


def test_what_the_provider_is_asked(liar: Liar) -> None:
    flow = begin_flow(RETURN, "/tasks", False, utc_now())
    provider = Provider(replace(liar.settings, prompt="login", scopes="openid profile"))
    url = urlsplit(provider.authorization_url(flow))
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert f"{url.scheme}://{url.netloc}{url.path}" == f"{liar.issuer}/authorize"
    challenge = asked.pop("code_challenge")
    assert challenge != flow.verifier
    assert len(challenge) == 43
    assert asked == {
        "response_type": "code",
        "client_id": "phong-hop",
        "redirect_uri": RETURN,
        "scope": "openid profile",
        "state": flow.state,
        "nonce": flow.nonce,
        "code_challenge_method": "S256",
        "prompt": "login",
    }


def test_the_code_is_good_only_with_its_verifier(liar: Liar) -> None:
    import pytest

    from ecabinet.accounts.single_sign_on.tokens import TokenRefused

    provider, now = Provider(liar.settings), utc_now()
    flow = begin_flow(RETURN, "/", False, now)
    asked = parse_qs(urlsplit(provider.authorization_url(flow)).query)
    liar.hand_out(liar.sign(liar.claims(nonce=flow.nonce)), asked["code_challenge"][0])
    assert provider.redeem(flow, "code")["sub"] == "s-1"
    stolen = replace(begin_flow(RETURN, "/", False, now), nonce=flow.nonce)
    with pytest.raises(TokenRefused, match="invalid_grant"):
        provider.redeem(stolen, "code")
