"""PDF files that nobody here wrote, and seeded mutations of them, looked into as by the worker.

python -m benchmarks.hostile [--mutations 1000] [--seed 0] [--seconds 3600] [folder …]

Without folders: those inside the installed Python and npm packages, and Debian's documentation (the
package installation-guide-amd64 has one in Vietnamese). Nothing may crash, what takes too long
is killed, and nothing that acts may be served.
"""

import argparse
import gzip
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.active_content import active_in
from documents.pdf import child
from documents.pdf.inside import (
    cleaning,
    inspecting,
    lettering,
    marking,
    placing,
    reading,
    stamping,
    taking,
)
from ecabinet.core.apart import Limits, limit_myself
from tests.mutations import rearranged
from tests.samples import ACTIVE_KINDS, active_pdf, mutated

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT / ".venv", ROOT / "static/node_modules", Path("/usr/share/doc"))
LARGEST, SMALLEST = 20 << 20, 500
# Loaded before the forks: a process for each file then costs a millisecond, not half a second.
LOADED = (cleaning, inspecting, reading, taking, placing, marking, lettering, stamping)
LIMITS = {
    "inspect": Limits(5, 512, 512),
    "sanitise": Limits(60, 1024, 512),
    "text": Limits(60, 512),
    "take": Limits(60, 1024, 512),
    "words": Limits(60, 1024),
    "annotate": Limits(60, 1024, 512),
    "stamp": Limits(60, 1024, 512),
}
MARKS: list[dict[str, object]] = [
    {"id": "1", "kind": "ink", "strokes": [[[72, 100], [180, 101]]], "width": 2},
    {"id": "2", "kind": "note", "point": [200, 300], "text": "Hỏi lại đơn vị chủ trì"},
    {"id": "3", "kind": "text", "box": [72, 400, 300, 440], "size": 12, "text": "Đồng ý"},
]
COMMON = {"layer": "meeting", "page": 1, "author": {"name": "Mai"}, "created_at": "2026-11-28"}


@dataclass
class Outcome:
    """How everything ended: step and reason → how often; what went wrong; who has no copy."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    copyless: list[str] = field(default_factory=list)
    whole: int = 0
    damaged: int = 0


def look_into(path: Path, outcome: Outcome, name: str) -> None:
    """Do with one file what the worker does; stop where it would be refused."""
    served = path.with_suffix(".served")
    requests: dict[str, dict[str, object]] = {
        "inspect": {"path": str(path), "max_pages": 3000},
        "sanitise": {"source": str(path), "target": str(served)},
        "text": {"path": str(served)},
    }
    for verb, request in requests.items():
        end = _forked(verb, request, path.with_suffix(".json"))
        if end != "done":
            outcome.ends[f"{verb}: {end}"] += 1
            if end.startswith(("signal", "exit")):
                outcome.wrong.append(f"{name}: {verb} {end}")
            break
    else:
        outcome.ends["served"] += 1
        outcome.wrong += [f"{name}: {found} is served" for found in active_in(served)]
        _work_on(served, outcome, name)
    served.unlink(missing_ok=True)


def _work_on(served: Path, outcome: Outcome, name: str) -> None:
    """Try each by itself: marks taken out of it, its words, marks written into it, a stamp."""
    made, told = served.with_suffix(".made"), served.with_suffix(".json")
    pair: dict[str, object] = {"source": str(served), "target": str(made)}
    requests: dict[str, dict[str, object]] = {
        "take": {**pair, "at_most": 5000},
        "words": {"path": str(served)},
        "annotate": {**pair, "marks": [COMMON | mark for mark in MARKS], "layer_names": {}},
        "stamp": {**pair, "words": "Trần Thị Mai · Văn phòng Tỉnh ủy · 14:05 28/11/2026"},
    }
    for verb, request in requests.items():
        end = _forked(verb, request, told)
        if end != "done":
            outcome.ends[f"{verb}: {end}"] += 1
            if end.startswith(("signal", "exit")):
                outcome.wrong.append(f"{name}: {verb} {end}")
            if verb == "stamp":
                outcome.copyless.append(f"{name}: {end}")
        elif made.exists():
            outcome.wrong += [f"{name}: {found} after {verb}" for found in active_in(made)]
        made.unlink(missing_ok=True)


def _forked(verb: str, request: dict[str, object], told: Path) -> str:
    """Do a verb in a fork with the real child's limits: done, a reason of refusal, or its death."""
    limits = LIMITS[verb]
    if (process := os.fork()) == 0:
        status = 1
        try:
            limit_myself(limits)
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - until the end of this process
            told.write_text(json.dumps(child._work(verb, request)))
            status = 0
        finally:
            os._exit(status)
    end = time.monotonic() + 3 * limits.seconds  # The clock of a busy machine is no proof.
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return _end(status, told)
        time.sleep(0.001)
    # As the real parent does on its own clock, which then says so to the person.
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "timeout"


def _end(status: int, told: Path) -> str:
    if os.WIFSIGNALED(status):
        killed = os.WTERMSIG(status)
        # The processor's time was over: the real parent says so to the person.
        return "timeout" if killed == signal.SIGXCPU else f"signal {killed}"
    if status:
        return f"exit {os.WEXITSTATUS(status)}"
    return str(json.loads(told.read_text()).get("reason", "done"))


def corpus(folders: Sequence[Path]) -> dict[str, bytes]:
    """Return name → content of the PDFs below `folders`, and one of ours for each active thing."""
    found = {f"active {kind}": active_pdf(kind) for kind in ACTIVE_KINDS}
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf*")):
            if path.is_file() and path.suffix in (".pdf", ".gz") and path.stat().st_size < LARGEST:
                raw = path.read_bytes()
                found[str(path)] = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return found


def run(files: dict[str, bytes], mutations: int, seed: int, seconds: float) -> Outcome:
    """Look into every file, then into `mutations` damaged ones, taken from all in turn.

    After `seconds` no further file is begun.
    """
    outcome, until = Outcome(), time.monotonic() + seconds
    names = sorted(files)
    larger = [name for name in names if len(files[name]) > SMALLEST]
    with tempfile.TemporaryDirectory(prefix="ecabinet-hostile-") as folder:
        path = Path(folder) / "file.pdf"
        for name in names:
            if time.monotonic() > until:
                return outcome
            path.write_bytes(files[name])
            look_into(path, outcome, name)
            outcome.whole += 1
        for number in range(seed, seed + mutations):
            if time.monotonic() > until:
                return outcome
            name = larger[number % len(larger)]
            damaged = rearranged if number % 4 < 2 else mutated  # Its structure, or its bytes.
            path.write_bytes(damaged(files[name], number))
            look_into(path, outcome, f"{name}, seed {number}")
            outcome.damaged += 1
    return outcome


def main() -> int:
    """Read the command line, look into everything, print a table; 1 when something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=list(PLACES))
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600.0)
    given = parser.parse_args()
    files, started = corpus(given.folders), time.monotonic()
    outcome = run(files, given.mutations, given.seed, given.seconds)
    spent = time.monotonic() - started
    done = f"{outcome.whole} of {len(files)} files, {outcome.damaged} of {given.mutations}"
    print(f"{done} mutations, {spent:.0f} s")
    for end, count in outcome.ends.most_common():
        print(f"{count:6}  {end}")
    print(f"{len(outcome.wrong):6}  crashes, or something active served")
    print("\n".join(outcome.wrong))
    print(f"{len(outcome.copyless):6}  are read, and cannot be stamped")
    print("\n".join(outcome.copyless))
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
