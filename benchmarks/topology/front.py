"""nginx as deploy/nginx has it, before all web processes, and before the store of the files."""

from pathlib import Path

from benchmarks.topology.machines import STORE, STORE_NAME
from benchmarks.topology.network import HOSTS
from tests.proxy import CONFIGURATION, FRAME

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
    text = CONFIGURATION.read_text(encoding="utf-8")
    for there, here in {
        "    server 127.0.0.1:8000;\n": "".join(
            f"    server {a}:{p} max_fails=1 fail_timeout=5s;\n" for a, p in webs
        ),
        "    listen 80;\n    listen [::]:80;\n": f"    listen {address}:80;\n",
        "    listen 443 ssl;\n    listen [::]:443 ssl;\n": (
            f"    listen {address}:443 ssl;\n    listen {address}:{PLAIN};\n"
        ),
        "/etc/ecabinet/tls/fullchain.pem": f"{folder}/server.pem",
        "/etc/ecabinet/tls/key.pem": f"{folder}/server.key",
        "/var/cache/nginx/ecabinet": f"{folder}/cache",
    }.items():
        assert there in text, there
        text = text.replace(there, here)
    text += STORE_BEHIND.format(address=address, name=STORE_NAME, folder=folder, store=STORE)
    (folder / "ecabinet.conf").write_text(text, encoding="utf-8")
    frame = FRAME.format(folder=folder, user="user root;")
    # A tablet is two connections here; Debian's 768 are enough for 380 tablets a worker process.
    frame = frame.replace("worker_connections 512", "worker_connections 4096")
    (folder / "nginx.conf").write_text(frame, encoding="utf-8")
    return folder / "nginx.conf"
