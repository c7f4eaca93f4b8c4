"""`make bench`: every measurement once, within minutes. Each module alone measures more often.

python -m benchmarks [part …]; parts: fanout, push, votes, modes.
"""

import signal
import subprocess
import sys
import time

PARTS = {
    "fanout": ["--repeats", "1", "--kinds", "bare,ours,threads"],
    "push": ["--repeats", "1"],
    "votes": ["--repeats", "1"],
    "modes": [],
}
SECONDS = 360
"""All together take no longer; what does not fit is left out, and said."""


def _run(command: list[str], seconds: float) -> int:
    """Run a part. Cut off, it is interrupted as by Ctrl+C, so that it stops its own servers."""
    with subprocess.Popen(command) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"cut off: the {SECONDS} seconds for everything are over", flush=True)
            process.send_signal(signal.SIGINT)
            return process.wait() or 1


def main() -> int:
    """Run the parts, each in a process of its own; return the exit code."""
    wanted = sys.argv[1:] or list(PARTS)
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    failed = 0
    deadline = time.monotonic() + SECONDS
    for part in wanted:
        left = deadline - time.monotonic()
        print(f"\n== {part}", flush=True)
        command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.{part}", *PARTS[part]]
        failed |= _run(command, max(1.0, left))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
