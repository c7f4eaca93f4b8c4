"""Settings of single sign-on: the OpenID Connect provider, the LDAP directory, what groups give."""

import ipaddress
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ecabinet.core.actors import Role
from ecabinet.environment import Reader

PROMPTS = ("", "login", "select_account")


@dataclass(frozen=True)
class OpenIdConnect:
    """One provider. `mfa` are the values of acr or amr that stand for a second factor."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str = "openid profile email"
    username_claim: str = "preferred_username"
    groups_claim: str = ""
    label: str = "Single sign-on"
    mfa: tuple[str, ...] = ()
    prompt: str = ""
    ca_file: str | None = None


@dataclass(frozen=True)
class LdapDirectory:
    """One directory (OpenLDAP, Active Directory). `%s` in `filter` is the name typed, escaped."""

    url: str
    base: str
    bind_dn: str = ""
    bind_password: str = field(default="", repr=False)
    filter: str = "(uid=%s)"
    username_attribute: str = "uid"
    group_attribute: str = "memberOf"
    plaintext: bool = False
    ca_file: str | None = None


@dataclass(frozen=True)
class GroupOffice:
    """Members of `group` hold an office in the unit with this code."""

    group: str
    unit: str
    role: Role
    title: str


@dataclass(frozen=True)
class SingleSignOn:
    """All of it. With neither provider nor directory people sign in with passwords of ours only."""

    oidc: OpenIdConnect | None = None
    ldap: LdapDirectory | None = None
    offices: tuple[GroupOffice, ...] = ()
    create: bool = False
    local_password: bool = False
    domain: str = ""


def read_single_sign_on(get: Reader) -> SingleSignOn:
    """Read and check everything. Raises SettingsError."""
    return SingleSignOn(
        oidc=_oidc(get),
        ldap=_ldap(get),
        offices=_group_offices(get),
        create=get.flag("SSO_CREATE", False),
        local_password=get.flag("SSO_LOCAL_PASSWORD", False),
        domain=get.text("SSO_DOMAIN", "").lower(),
    )


def _oidc(get: Reader) -> OpenIdConnect | None:
    issuer = get.text("OIDC_ISSUER", "")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise get.wrong("OIDC_ISSUER", "must begin with https://")
    if parts.query or parts.fragment or parts.username:
        raise get.wrong("OIDC_ISSUER", "must be an address without query, fragment or user name")
    client_id, secret = get.text("OIDC_CLIENT_ID", ""), get.text("OIDC_CLIENT_SECRET", "")
    if not client_id or not secret:
        raise get.wrong("OIDC_ISSUER", "needs ECABINET_OIDC_CLIENT_ID and _CLIENT_SECRET too")
    scopes = get.text("OIDC_SCOPES", OpenIdConnect.scopes)
    if "openid" not in scopes.split():
        raise get.wrong("OIDC_SCOPES", "must contain openid")
    return OpenIdConnect(
        issuer=issuer,
        client_id=client_id,
        client_secret=secret,
        scopes=scopes,
        username_claim=get.text("OIDC_USERNAME_CLAIM", OpenIdConnect.username_claim),
        groups_claim=get.text("OIDC_GROUPS_CLAIM", ""),
        label=get.text("OIDC_LABEL", "") or (parts.hostname or ""),
        mfa=get.words("OIDC_MFA", ()),
        prompt=get.choice("OIDC_PROMPT", "", PROMPTS),
        ca_file=get.file("OIDC_CA_FILE"),
    )


def _ldap(get: Reader) -> LdapDirectory | None:
    url = get.text("LDAP_URL", "")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("ldap", "ldaps") or not parts.hostname or parts.path.strip("/"):
        raise get.wrong("LDAP_URL", "must be ldaps://host or ldap://host (which uses StartTLS)")
    plaintext = get.flag("LDAP_PLAINTEXT", False)
    if plaintext and (parts.scheme != "ldap" or not is_loopback(parts.hostname)):
        raise get.wrong("LDAP_PLAINTEXT", "is only for a directory on this machine")
    base, template = get.text("LDAP_BASE", ""), get.text("LDAP_FILTER", LdapDirectory.filter)
    if not base:
        raise get.wrong("LDAP_BASE", "is needed with ECABINET_LDAP_URL")
    if template.count("%s") < 1 or not (template.startswith("(") and template.endswith(")")):
        raise get.wrong("LDAP_FILTER", "must be a filter in parentheses with %s for the user name")
    return LdapDirectory(
        url=url,
        base=base,
        bind_dn=get.text("LDAP_BIND_DN", ""),
        bind_password=get.text("LDAP_BIND_PASSWORD", ""),
        filter=template,
        username_attribute=get.text("LDAP_USERNAME_ATTRIBUTE", LdapDirectory.username_attribute),
        group_attribute=get.text("LDAP_GROUP_ATTRIBUTE", LdapDirectory.group_attribute),
        plaintext=plaintext,
        ca_file=get.file("LDAP_CA_FILE"),
    )


def is_loopback(host: str | None) -> bool:
    """Whether `host` is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _group_offices(get: Reader) -> tuple[GroupOffice, ...]:
    path = get.text("GROUP_OFFICES", "")
    if not path:
        return ()
    try:
        content = Path(path).read_text(encoding="utf-8")
        table = json.loads(content) if path.endswith(".json") else tomllib.loads(content)
    except (OSError, ValueError) as error:
        raise get.wrong("GROUP_OFFICES", f"cannot be read: {error}") from error
    rows = table.get("office") if isinstance(table, dict) else None
    if not isinstance(rows, list):
        raise get.wrong("GROUP_OFFICES", 'must hold a list "office"')
    return tuple(_group_office(get, number, row) for number, row in enumerate(rows, start=1))


def _group_office(get: Reader, number: int, row: Any) -> GroupOffice:
    """Return one row. An administrator's office must be allowed by the row itself, in words."""
    where = f"office {number}"
    known = {"group", "unit", "role", "title", "allow_administrator"}
    if not isinstance(row, dict) or set(row) - known:
        raise get.wrong("GROUP_OFFICES", f"{where}: only {', '.join(sorted(known))} may stand here")
    for name in ("group", "unit", "role", "title"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise get.wrong("GROUP_OFFICES", f"{where}: {name} is missing")
    if row["role"] not in set(Role):
        raise get.wrong("GROUP_OFFICES", f"{where}: role must be one of {', '.join(Role)}")
    if row["role"] == Role.ADMINISTRATOR and row.get("allow_administrator") is not True:
        raise get.wrong(
            "GROUP_OFFICES", f"{where}: an administrator's office needs allow_administrator = true"
        )
    return GroupOffice(row["group"], row["unit"], Role(row["role"]), row["title"].strip())
