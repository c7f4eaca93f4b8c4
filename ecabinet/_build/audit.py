"""`make audit`: known weaknesses of what is locked, and bandit's view of our own code.

Apart from `make check`, because it asks a service outside (pypi.org). On a network where that cannot
be asked it says so and does not fail: nothing was found then, and nothing was ruled out either.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PACKAGES = ("ecabinet", "documents", "meetings", "followup")
SECONDS = 300

Found = list[tuple[str, str, str]]
"""Package, version, names of the weaknesses."""


def main() -> int:
    """Run both; 1 when something was found."""
    faults = _bandit() + sum(_advisories(lock) for lock in LOCKS)
    return 1 if faults else 0


def _bandit() -> int:
    """Ruff's S rules are bandit's own, in `make check`; this finds what a noqa there hides."""
    command = ["bandit", "--quiet", "--recursive", *PACKAGES]
    command += ["--severity-level", "medium", "--confidence-level", "high"]
    found = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
    print("bandit: nothing found" if not found else "bandit: see above")
    return found


def _advisories(lock: str) -> int:
    """Ask for the advisories of one lock; the number of packages with some."""
    answer = ask(lock)
    found = weaknesses(answer) if answer is not None else []
    if answer is None:
        print(f"{lock}: NOT ASKED, the advisory service cannot be reached from here")
    else:
        print(f"{lock}: {len(answer['dependencies'])} packages, {len(found)} with known weaknesses")
    for name, version, ids in found:
        print(f"  {name} {version}: {ids}")
    return len(found)


def ask(lock: str, url: str = "") -> dict[str, Any] | None:
    """Return what pip-audit says of a lock; None when the service could not be asked.

    `url`: another address of the OSV service, for tests.

    Raises:
        RuntimeError: pip-audit failed for another reason, such as a lock it cannot read.
    """
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    command += ["--disable-pip", "--require-hashes", "--requirement", lock]
    command += ["--vulnerability-service", "osv", "--osv-url", url] if url else []
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    if done.stdout.startswith("{"):
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    if _is_network(done.stderr):
        return None
    raise RuntimeError(done.stderr[-2000:])


def weaknesses(answer: dict[str, Any]) -> Found:
    """Return the packages of an answer that have known weaknesses."""
    return [
        (package["name"], package["version"], ", ".join(v["id"] for v in package["vulns"]))
        for package in answer["dependencies"]
        if package.get("vulns")
    ]


def _is_network(words: str) -> bool:
    told = ("ConnectionError", "Connection", "Max retries", "timed out", "ServiceError", "HTTPError")
    return any(word in words for word in told)


if __name__ == "__main__":
    sys.exit(main())
