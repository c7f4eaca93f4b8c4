"""Settings of single sign-on: refused at start when they could not work or would not be safe."""

from pathlib import Path

import pytest

from ecabinet.core.actors import Role
from ecabinet.environment import SettingsError
from ecabinet.settings import load
from ecabinet.sign_on_settings import GroupOffice, SingleSignOn

OIDC = {
    "ECABINET_OIDC_ISSUER": "https://login.tinh.example/realms/office",
    "ECABINET_OIDC_CLIENT_ID": "phong-hop",
    "ECABINET_OIDC_CLIENT_SECRET": "bi-mat",
}
LDAP = {"ECABINET_LDAP_URL": "ldaps://dc1.tinh.example", "ECABINET_LDAP_BASE": "dc=tinh,dc=example"}


def read(**environ: str) -> SingleSignOn:
    """Read settings as a process does at its start."""
    return load(environ, require_secret=False).single_sign_on


def test_nothing_set_means_nothing_on() -> None:
    assert read() == SingleSignOn()


def test_a_provider() -> None:
    found = read(**OIDC, ECABINET_OIDC_MFA="mfa,otp", ECABINET_OIDC_GROUPS_CLAIM="groups").oidc
    assert found is not None
    assert (found.label, found.mfa, found.scopes) == (
        "login.tinh.example",
        ("mfa", "otp"),
        "openid profile email",
    )
    assert "bi-mat" not in repr(found)


def test_a_directory() -> None:
    found = read(**LDAP, ECABINET_LDAP_BIND_PASSWORD="bi-mat").ldap
    assert found is not None
    assert (found.filter, found.group_attribute, found.plaintext) == ("(uid=%s)", "memberOf", False)
    assert "bi-mat" not in repr(found)


@pytest.mark.parametrize(
    "changed",
    [
        {"ECABINET_OIDC_ISSUER": "http://login.tinh.example"},
        {"ECABINET_OIDC_ISSUER": "https://user@login.tinh.example"},
        {"ECABINET_OIDC_ISSUER": "https://login.tinh.example/?x=1"},
        {"ECABINET_OIDC_ISSUER": "login.tinh.example"},
        {"ECABINET_OIDC_CLIENT_ID": ""},
        {"ECABINET_OIDC_CLIENT_SECRET": ""},
        {"ECABINET_OIDC_SCOPES": "profile email"},
        {"ECABINET_OIDC_PROMPT": "none"},
        {"ECABINET_OIDC_CA_FILE": "/nowhere/ca.pem"},
        {"ECABINET_LDAP_URL": "https://dc1.tinh.example"},
        {"ECABINET_LDAP_URL": "ldap://"},
        {"ECABINET_LDAP_URL": "ldap://dc1.tinh.example/dc=tinh"},
        {"ECABINET_LDAP_BASE": ""},
        {"ECABINET_LDAP_FILTER": "(uid=an)"},
        {"ECABINET_LDAP_FILTER": "uid=%s"},
        {"ECABINET_LDAP_CA_FILE": "/nowhere/ca.pem"},
        {"ECABINET_LDAP_PLAINTEXT": "1"},
        {"ECABINET_LDAP_URL": "ldap://dc1.tinh.example", "ECABINET_LDAP_PLAINTEXT": "1"},
        {"ECABINET_SSO_CREATE": "yes"},
    ],
    ids=str,
)
def test_what_cannot_work_or_is_not_safe_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="ECABINET_"):
        read(**{**OIDC, **LDAP, **changed})


def test_without_encryption_only_on_this_machine() -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        changed = {"ECABINET_LDAP_URL": f"ldap://{host}:389", "ECABINET_LDAP_PLAINTEXT": "1"}
        found = read(**{**LDAP, **changed}).ldap
        assert found is not None
        assert found.plaintext


TABLE = """
[[office]]
group = "cn=van-thu,ou=nhom,dc=tinh,dc=example"
unit = "VPTU"
role = "clerk"
title = "Văn thư"
"""
ADMINISTRATOR = TABLE.replace("clerk", "administrator")


def test_offices_of_groups_in_toml_and_json(tmp_path: Path) -> None:
    expected = (
        GroupOffice("cn=van-thu,ou=nhom,dc=tinh,dc=example", "VPTU", Role.CLERK, "Văn thư"),
    )
    toml, json = tmp_path / "offices.toml", tmp_path / "offices.json"
    toml.write_text(TABLE)
    json.write_text(
        '{"office": [{"group": "cn=van-thu,ou=nhom,dc=tinh,dc=example", "unit": "VPTU",'
        ' "role": "clerk", "title": "Văn thư"}]}'
    )
    for path in (toml, json):
        assert read(ECABINET_GROUP_OFFICES=str(path)).offices == expected


def test_an_administrator_must_be_allowed_in_so_many_words(tmp_path: Path) -> None:
    path = tmp_path / "offices.toml"
    for extra in ("", "allow_administrator = false\n", 'allow_administrator = "true"\n'):
        path.write_text(ADMINISTRATOR + extra)
        with pytest.raises(SettingsError, match="allow_administrator"):
            read(ECABINET_GROUP_OFFICES=str(path))
    path.write_text(ADMINISTRATOR + "allow_administrator = true\n")
    assert read(ECABINET_GROUP_OFFICES=str(path)).offices[0].role is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    "content",
    [
        "",
        "office = 1",
        "not toml",
        "[[office]]\n",
        TABLE.replace("clerk", "king"),
        TABLE.replace('"VPTU"', "7"),
        TABLE.replace('"Văn thư"', '" "'),
        TABLE + 'until = "2030"\n',
        "office = [1]",
    ],
)
def test_a_mistake_in_the_mapping_stops_the_start(tmp_path: Path, content: str) -> None:
    path = tmp_path / "offices.toml"
    path.write_text(content)
    with pytest.raises(SettingsError, match="ECABINET_GROUP_OFFICES"):
        read(ECABINET_GROUP_OFFICES=str(path))
    with pytest.raises(SettingsError, match="ECABINET_GROUP_OFFICES"):
        read(ECABINET_GROUP_OFFICES=str(tmp_path / "missing.toml"))
