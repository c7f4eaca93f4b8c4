"""nginx as deploy/nginx has it, before all web processes, and before the store of the files."""

from pathlib import Path

from benchmarks.topology.machines import STORE, STORE_NAME
from benchmarks.topology.network import HOSTS
from tests.proxy import FRAME, placed

PLAIN = 8080
"""Without TLS, for crowds: three hundred tablets that encrypt on the machine which is measured
would be most of what is measured."""

STORE_BEHIND = """
server {{
    listen {address}:443 ssl;
    server_name {name};
    ssl_certificate     {folder}/server.pem;
    ssl_certificate_key {folder}/server.key;
    location / {{
        proxy_pass {store};
        proxy_set_header Host $host;
    }}
}}
"""


def written(folder: Path, webs: list[tuple[str, int]]) -> Path:
    """Write the configuration for these web processes and return where it is."""
    address = HOSTS["front"]
    text = placed(
        folder,
        "".join(f"    server {host}:{port} max_fails=1 fail_timeout=5s;\n" for host, port in webs),
        f"    listen {address}:80;\n",
        f"    listen {address}:443 ssl;\n    listen {address}:{PLAIN};\n",
    )
    text += STORE_BEHIND.format(address=address, name=STORE_NAME, folder=folder, store=STORE)
    (folder / "ecabinet.conf").write_text(text, encoding="utf-8")
    frame = FRAME.format(folder=folder, user="user root;")
    # A tablet is two connections here; Debian's 768 are enough for 380 tablets a worker process.
    frame = frame.replace("worker_connections 512", "worker_connections 4096")
    (folder / "nginx.conf").write_text(frame, encoding="utf-8")
    return folder / "nginx.conf"
