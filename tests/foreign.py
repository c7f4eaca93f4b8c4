"""Fixtures of systems that are not ours: a directory, a provider, one that lies."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from ecabinet.platform import Platform
from ecabinet.sign_on_settings import LdapDirectory, SingleSignOn
from tests.broker import ask
from tests.liar import Liar, lying_provider
from tests.slapd import SERVICE, SERVICE_PASSWORD, TestDirectory, fresh_directory, need_slapd


@pytest.fixture
def directory() -> TestDirectory:
    """A branch of a real directory (OpenLDAP), with nobody in it yet."""
    need_slapd()
    return fresh_directory(ask("slapd"))


@pytest.fixture
def ldap(directory: TestDirectory) -> LdapDirectory:
    """Settings for that branch, with StartTLS."""
    return LdapDirectory(
        url=f"ldap://localhost:{directory.port}",
        base=directory.base,
        bind_dn=SERVICE,
        bind_password=SERVICE_PASSWORD,
        ca_file=str(directory.folder / "ca.pem"),
    )


@pytest.fixture(scope="session")
def issuer() -> str:
    """A real OpenID Connect provider; its users are made up by each test."""
    return ask("provider")


@pytest.fixture
def liar() -> Iterator[Liar]:
    """A provider that does what the test says."""
    with lying_provider() as made:
        yield made


@pytest.fixture
def sign_on(platform: Platform) -> Callable[..., None]:
    """Set up single sign-on for this test, as the environment would."""

    def choose(**chosen: Any) -> None:
        platform.settings = replace(platform.settings, single_sign_on=SingleSignOn(**chosen))

    return choose
