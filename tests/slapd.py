"""A real OpenLDAP server for the tests, with TLS by a CA of its own, and people to sign in as.

Its program: ECABINET_TEST_SLAPD, the machine's own, or what `ecabinet/_build/directory.sh` fetched.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.certificates import make_certificates
from tests.needs import lacking
from tests.servers import HOST, free_port, stop, wait_until_up

SUFFIX = "dc=tinhuy,dc=test"
ADMIN, ADMIN_PASSWORD = f"cn=admin,{SUFFIX}", "mat-khau-quan-tri"
SERVICE, SERVICE_PASSWORD = f"cn=tra-cuu,{SUFFIX}", "mat-khau-tra-cuu"
POLICY = f"cn=policy,{SUFFIX}"
FETCHED = Path(__file__).parents[1] / ".venv/directory/root"
SCHEMAS = ("core", "cosine", "inetorgperson")

# An empty password counts as "anonymous" here, as in many a real directory: we must not send one.
CONFIGURATION = """
{includes}
modulepath {modules}
moduleload back_mdb
moduleload memberof
moduleload ppolicy
pidfile {folder}/slapd.pid
allow bind_anon_cred bind_anon_dn
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
database mdb
maxsize 104857600
directory {folder}/data
suffix "{suffix}"
rootdn "{admin}"
rootpw {admin_password}
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{service}" read by self read by * none
overlay memberof
overlay ppolicy
ppolicy_default "{policy}"
"""


def slapd_program() -> Path | None:
    """The server's program, or None when there is none here."""
    named = os.environ.get("ECABINET_TEST_SLAPD")
    places = [Path(named)] if named else []
    places += [Path("/usr/sbin/slapd"), FETCHED / "usr/sbin/slapd"]
    return next((place for place in places if place.exists()), None)


def _surroundings(program: Path) -> tuple[Path, Path, dict[str, str]]:
    """Where its schemas and modules lie, and what it needs in its environment."""
    root = FETCHED if program.is_relative_to(FETCHED) else Path("/")
    schemas = next(
        p for p in (root / "etc/ldap/schema", root / "etc/openldap/schema") if p.exists()
    )
    modules = next(p for p in (root / "usr/lib/ldap", root / "usr/lib/openldap") if p.exists())
    environment = dict(os.environ)
    if root == FETCHED:
        found = [str(p) for p in (root / "usr/lib").glob("*-linux-gnu*")]
        environment["LD_LIBRARY_PATH"] = ":".join(found)
    return schemas, modules, environment


def _first(*places: Path) -> Path:
    return next(place for place in places if place.exists())


@contextmanager
def slapd_server(folder: Path) -> Iterator[str]:
    """A running slapd; answers "PORT PORT-OF-LDAPS FOLDER-WITH-CA"."""
    program = slapd_program()
    if program is None:
        raise OSError("there is no slapd; `make test` fetches one where it can")
    schemas, modules, environment = _surroundings(program)
    (folder / "data").mkdir()
    make_certificates(folder)
    configuration = folder / "slapd.conf"
    configuration.write_text(
        CONFIGURATION.format(
            includes="\n".join(f"include {schemas}/{name}.schema" for name in SCHEMAS),
            modules=modules,
            folder=folder,
            suffix=SUFFIX,
            admin=ADMIN,
            admin_password=ADMIN_PASSWORD,
            service=SERVICE,
            policy=POLICY,
        )
    )
    port, secure, log = free_port(), free_port(), folder / "slapd.log"
    command = [str(program), "-f", str(configuration), "-d", "0"]
    command += ["-h", f"ldap://{HOST}:{port} ldaps://{HOST}:{secure}"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        wait_until_up(process, lambda: _answers(port), log)
        _fill(port)
        yield f"{port} {secure} {folder}"
    finally:
        stop(process, signal.SIGTERM)


def _connect(port: int, user: str = ADMIN, password: str = ADMIN_PASSWORD) -> Any:
    from ecabinet.accounts.single_sign_on.directory import ldap3

    server = ldap3.Server(HOST, port=port, get_info=ldap3.NONE, connect_timeout=5)
    return ldap3.Connection(server, user, password, raise_exceptions=True, receive_timeout=5)


def _answers(port: int) -> bool:
    from ldap3.core.exceptions import LDAPException

    connection = _connect(port)
    try:
        return bool(connection.bind())
    except LDAPException:
        return False
    finally:
        connection.unbind()


def _fill(port: int) -> None:
    connection = _connect(port)
    connection.bind()
    classes = ["organization", "dcObject"]
    connection.add(SUFFIX, classes, {"o": "Tỉnh ủy", "dc": "tinhuy"})
    roles = ["organizationalRole", "simpleSecurityObject"]
    connection.add(SERVICE, roles, {"userPassword": SERVICE_PASSWORD})
    policy = {"sn": "policy", "pwdAttribute": "userPassword", "pwdLockout": "TRUE"}
    connection.add(POLICY, ["person", "pwdPolicy"], policy)
    connection.unbind()


@dataclass(frozen=True)
class TestDirectory:
    """A branch of its own for each test, so that what one changes no other sees."""

    __test__ = False
    port: int
    secure_port: int
    folder: Path
    branch: str

    @property
    def base(self) -> str:
        """Where this test's people are."""
        return f"ou={self.branch},{SUFFIX}"

    def dn(self, uid: str) -> str:
        """The name of a person's entry."""
        return f"uid={uid},{self.base}"

    def group_dn(self, name: str) -> str:
        """The name of a group's entry."""
        return f"cn={name},{self.base}"

    def do(self, operation: str, *args: Any) -> None:
        """Change the directory as its administrator."""
        connection = _connect(self.port)
        connection.bind()
        getattr(connection, operation)(*args)
        connection.unbind()

    def add_person(self, uid: str, name: str, password: str, **more: str) -> None:
        """Add somebody."""
        facts = {"cn": name, "sn": name.split()[0], "userPassword": password, **more}
        self.do("add", self.dn(uid), ["inetOrgPerson"], facts)

    def add_group(self, name: str, *members: str) -> None:
        """Add a group of people."""
        facts = {"member": [self.dn(uid) for uid in members]}
        self.do("add", self.group_dn(name), ["groupOfNames"], facts)

    def lock(self, uid: str) -> None:
        """Disable somebody for ever, as an administrator of the directory does."""
        changes = {"pwdAccountLockedTime": [("MODIFY_REPLACE", ["000001010000Z"])]}
        self.do("modify", self.dn(uid), changes)


def fresh_directory(told: str) -> TestDirectory:
    """Make a branch in the server that the broker told of."""
    port, secure, folder = told.split(" ", 2)
    directory = TestDirectory(int(port), int(secure), Path(folder), uuid4().hex)
    directory.do("add", directory.base, ["organizationalUnit"])
    return directory


def need_slapd() -> None:
    """Skip a test where there is no slapd; in CI that is a failure."""
    if slapd_program() is None:
        lacking("there is no slapd here: run `make test`, or bash ecabinet/_build/directory.sh")
