"""Signing in at a real directory: who fits comes in, whatever else is typed does not."""

import socket
from dataclasses import replace

import pytest

from ecabinet.accounts.single_sign_on import directory as module
from ecabinet.accounts.single_sign_on.directory import DirectoryFailed, authenticate
from ecabinet.sign_on_settings import LdapDirectory
from tests.servers import HOST, free_port
from tests.slapd import TestDirectory

PASSWORD = "mat-khau-của-an"


@pytest.fixture
def an(directory: TestDirectory) -> TestDirectory:
    """A directory with An, who has a group, and Bình."""
    directory.add_person("an.tv", "Trần Văn An", PASSWORD, mail="an.tv@tinh.example")
    directory.add_person("binh", "Lê Thị Bình", "mat-khau-cua-binh")
    directory.add_group("van-thu", "an.tv")
    return directory


def test_an_comes_in_with_facts_and_groups(an: TestDirectory, ldap: LdapDirectory) -> None:
    entry = authenticate(ldap, "an.tv", PASSWORD)
    assert entry is not None
    assert (entry.username, entry.name, entry.email) == (
        "an.tv",
        "Trần Văn An",
        "an.tv@tinh.example",
    )
    assert entry.groups == (an.group_dn("van-thu"),)
    assert len(entry.subject) == 36


def test_over_ldaps_too(an: TestDirectory, ldap: LdapDirectory) -> None:
    for host in ("localhost", "127.0.0.1"):
        secure = replace(ldap, url=f"ldaps://{host}:{an.secure_port}")
        assert authenticate(secure, "an.tv", PASSWORD) is not None


def test_the_subject_survives_a_new_name(an: TestDirectory, ldap: LdapDirectory) -> None:
    before = authenticate(ldap, "an.tv", PASSWORD)
    an.do("modify_dn", an.dn("an.tv"), "uid=an.moi")
    after = authenticate(ldap, "an.moi", PASSWORD)
    assert before is not None
    assert after is not None
    assert (before.subject, after.username) == (after.subject, "an.moi")


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("an.tv", "sai"),
        ("an.tv", "mat-khau-cua-binh"),
        ("an.tv", PASSWORD + " "),
        ("khong-co", PASSWORD),
        ("", PASSWORD),
        ("  ", PASSWORD),
        ("a" * 101, PASSWORD),
    ],
)
def test_who_does_not_fit_stays_out(
    an: TestDirectory, ldap: LdapDirectory, username: str, password: str
) -> None:
    assert authenticate(ldap, username, password) is None


def test_an_empty_password_is_not_sent(an: TestDirectory, ldap: LdapDirectory) -> None:
    # This directory, as many, lets a name with an empty password in as "anonymous" (result 0).
    assert raw_bind(an.port, an.dn("an.tv"), b"") == 0
    assert raw_bind(an.port, an.dn("an.tv"), b"sai") == 49
    assert authenticate(ldap, "an.tv", "") is None


def raw_bind(port: int, dn: str, password: bytes) -> int:
    """Sign in as a careless client would, byte by byte (RFC 4511, section 4.2); the result code."""

    def tagged(tag: int, content: bytes) -> bytes:
        return bytes((tag, len(content))) + content

    simple = tagged(0x04, dn.encode()) + tagged(0x80, password)
    message = tagged(0x02, b"\x01") + tagged(0x60, tagged(0x02, b"\x03") + simple)
    with socket.create_connection((HOST, port)) as connection:
        connection.sendall(tagged(0x30, message))
        answer = connection.recv(1000)
    return answer[answer.index(b"\x0a\x01") + 2]


@pytest.mark.parametrize(
    "username",
    [
        "*",
        "an*",
        "a*v",
        "an.tv)(uid=*",
        "*)(objectClass=*",
        "an.tv)(|(uid=*",
        "*))(|(uid=*",
        "an.tv\x00",
        "\\2a",
        "an.tv)(userPassword=*)",
        "(uid=an.tv)",
        "x)(|(uid=an.tv)(uid=binh",
    ],
)
def test_a_user_name_is_only_ever_a_value(
    an: TestDirectory, ldap: LdapDirectory, username: str
) -> None:
    assert authenticate(ldap, username, PASSWORD) is None
    wide = replace(ldap, filter="(|(uid=%s)(mail=%s))")
    assert authenticate(wide, username, PASSWORD) is None


def test_a_name_may_hold_signs_that_mean_something_in_filters(
    an: TestDirectory, ldap: LdapDirectory
) -> None:
    an.add_person("an (vp)*", "An Hai", "mat-khau-khac")
    entry = authenticate(ldap, "an (vp)*", "mat-khau-khac")
    assert entry is not None
    assert entry.name == "An Hai"


def test_found_by_mail_the_entry_says_the_user_name(an: TestDirectory, ldap: LdapDirectory) -> None:
    wide = replace(ldap, filter="(|(uid=%s)(mail=%s))")
    entry = authenticate(wide, "an.tv@tinh.example", PASSWORD)
    assert entry is not None
    assert entry.username == "an.tv"


def test_two_entries_with_one_name_are_nobody(an: TestDirectory, ldap: LdapDirectory) -> None:
    an.add_person("an.2", "Trần Văn An", PASSWORD)
    assert authenticate(replace(ldap, filter="(cn=%s)"), "Trần Văn An", PASSWORD) is None


def test_who_is_locked_there_stays_out(an: TestDirectory, ldap: LdapDirectory) -> None:
    an.lock("an.tv")
    assert authenticate(ldap, "an.tv", PASSWORD) is None
    assert authenticate(ldap, "binh", "mat-khau-cua-binh") is not None


def test_who_is_gone_there_stays_out(an: TestDirectory, ldap: LdapDirectory) -> None:
    an.do("delete", an.dn("binh"))
    assert authenticate(ldap, "binh", "mat-khau-cua-binh") is None


def test_wrong_settings_are_a_failure_not_a_wrong_password(
    an: TestDirectory, ldap: LdapDirectory
) -> None:
    for wrong in (
        replace(ldap, bind_password="sai"),
        replace(ldap, bind_dn="cn=khong-co,dc=tinhuy,dc=test"),
        replace(ldap, base="dc=elsewhere,dc=test"),
    ):
        with pytest.raises(DirectoryFailed):
            authenticate(wrong, "an.tv", PASSWORD)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    an: TestDirectory, ldap: LdapDirectory
) -> None:
    for url in (ldap.url, f"ldaps://localhost:{an.secure_port}"):
        with pytest.raises(DirectoryFailed, match=r"(?i)certificate"):
            authenticate(replace(ldap, url=url, ca_file=None), "an.tv", PASSWORD)


def test_a_certificate_of_another_host_is_not_trusted(
    an: TestDirectory, ldap: LdapDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def lead_here(host: str, *args: object, **kwargs: object) -> object:
        return real("127.0.0.1" if host == "dc1.tinh.example" else host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lead_here)
    for url in (f"ldap://dc1.tinh.example:{an.port}", f"ldaps://dc1.tinh.example:{an.secure_port}"):
        with pytest.raises(DirectoryFailed, match=r"(?i)match"):
            authenticate(replace(ldap, url=url), "an.tv", PASSWORD)


def test_nobody_there_is_a_failure(ldap: LdapDirectory) -> None:
    for scheme in ("ldap", "ldaps"):
        gone = replace(ldap, url=f"{scheme}://localhost:{free_port()}")
        with pytest.raises(DirectoryFailed):
            authenticate(gone, "an.tv", PASSWORD)


@pytest.mark.parametrize("scheme", ["ldap", "ldaps"])
def test_silence_is_a_failure_in_time(
    ldap: LdapDirectory, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setattr(module, "ANSWER_SECONDS", 1)
    with socket.create_server((HOST, 0)) as silent:
        url = f"{scheme}://{HOST}:{silent.getsockname()[1]}"
        with pytest.raises(DirectoryFailed):
            authenticate(replace(ldap, url=url), "an.tv", PASSWORD)
