"""nginx with the file of `deploy/nginx`, on free ports and with certificates of the tests' own."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.certificates import make_certificates
from tests.needs import lacking
from tests.servers import HOST, free_port, stop

ROOT = Path(__file__).parents[1]
CONFIGURATION = ROOT / "deploy/nginx/ecabinet.conf"
NAME = "hop.tinh.example"
PLACES = (Path("/usr/sbin/nginx"), ROOT / ".venv/proxy/root/usr/sbin/nginx")
FRAME = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; }}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/ecabinet.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """Where it listens, and whom to believe."""

    plain: int
    tls: int
    authority: Path


def nginx_program() -> Path:
    """Return the program; skips the test where there is none."""
    found = next((place for place in PLACES if place.exists()), None)
    return found or lacking("there is no nginx here: run `make test`, or ecabinet/_build/proxy.sh")


@contextmanager
def proxy_before(port: int, folder: Path) -> Iterator[Proxy]:
    """Run nginx before the product on `port`, with our file and nothing else changed."""
    program = nginx_program()
    make_certificates(folder, NAME)
    made = Proxy(free_port(), free_port(), folder / "ca.pem")
    text = placed(
        folder,
        f"    server {HOST}:{port};\n",
        f"    listen {HOST}:{made.plain};\n",
        f"    listen {HOST}:{made.tls} ssl;\n",
    )
    (folder / "ecabinet.conf").write_text(text, encoding="utf-8")
    # The tests' folders are closed to others.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, user=user), encoding="utf-8")
    log = folder / "nginx.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program, "-p", folder, "-c", folder / "nginx.conf"], stdout=output, stderr=output
        )
    try:
        _await(process, folder / "nginx.pid", log)
        yield made
    finally:
        stop(process, signal.SIGTERM)


def placed(folder: Path, servers: str, plain: str, tls: str) -> str:
    """Our file for these processes and listeners, in `folder`; what is replaced must be in it."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for there, here in {
        "    server 127.0.0.1:8000;\n": servers,
        "    listen 80;\n    listen [::]:80;\n": plain,
        "    listen 443 ssl;\n    listen [::]:443 ssl;\n": tls,
        "/etc/ecabinet/tls/fullchain.pem": f"{folder}/server.pem",
        "/etc/ecabinet/tls/key.pem": f"{folder}/server.key",
        "/var/cache/nginx-ecabinet": f"{folder}/cache",
    }.items():
        assert there in text, there
        text = text.replace(there, here)
    return text


def _await(process: "subprocess.Popen[bytes]", pid: Path, log: Path) -> None:
    until = time.monotonic() + 30
    while not pid.exists() or not pid.read_text().strip():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)
