"""`ecabinet worker`, whose children are forked from a process that has loaded what reads PDFs.

Starting an interpreter for each step of each file would take most of a drill of thousands. What a
child does, its limits, and how its end is judged are the product's own.
"""

import multiprocessing
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

LOADED = [
    f"documents.pdf.inside.{name}"
    for name in ("cleaning", "inspecting", "reading", "taking", "placing", "picturing", "marking")
]
CHILD = "documents.pdf.child"


def run_child(verb: str, asked: str, folder: str) -> None:
    """Be the child: what is asked comes from a file, what is answered goes into one."""
    os.setsid()
    os.dup2(os.open(asked, os.O_RDONLY), 0)
    os.dup2(os.open(f"{folder}/answer", os.O_WRONLY | os.O_CREAT), 1)
    os.dup2(os.open(f"{folder}/complaint", os.O_WRONLY | os.O_CREAT), 2)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.argv = [CHILD, verb]
    from documents.pdf.child import main

    main()


def install() -> None:
    """Let the runner fork its children."""
    from documents.pdf import runner
    from ecabinet.core.apart import PATIENCE, Ended, Limits, run_apart

    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(LOADED)

    def run(module: str, arguments: Any, asked: bytes, limits: Limits) -> Ended:
        if module != CHILD:
            return run_apart(module, arguments, asked, limits)
        with tempfile.TemporaryDirectory(prefix="ecabinet-warm-") as folder:
            given = Path(folder) / "asked"
            given.write_bytes(asked)
            child = forks.Process(target=run_child, args=(arguments[0], str(given), folder))
            child.start()
            child.join(PATIENCE * limits.seconds)
            late = child.exitcode is None
            if late:
                child.kill()
                child.join()
            told = {name: _read(Path(folder) / name) for name in ("answer", "complaint")}
            status = None if late else child.exitcode
            return Ended(told["answer"], told["complaint"].decode(errors="replace")[-500:], status)

    runner.run_apart = run


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


if __name__ == "__main__":
    install()
    from ecabinet import cli

    sys.argv = ["ecabinet", "worker"]
    cli.main()
