"""The kinds of notices, as each process knows them."""

import subprocess
import sys
from pathlib import Path

PROCESS = """
from pathlib import Path
import sys
from ecabinet.app import create_app, register_jobs
from ecabinet.notifications.kinds import registered
from ecabinet.platform import open_platform
from ecabinet.settings import Settings

folder = Path(sys.argv[1])
settings = Settings(folder, "x" * 40, f"sqlite:///{folder / 'none'}", async_mode="threading")
platform = open_platform(settings)
create_app(settings, platform) if sys.argv[2] == "web" else register_jobs(platform)
print(*sorted(registered()))
platform.close()
"""


def known_to(process: str, folder: Path) -> list[str]:
    """The kinds that a fresh process has words for."""
    run = [sys.executable, "-c", PROCESS, str(folder), process]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split()


def test_the_worker_writes_mail_with_the_words_of_the_web(tmp_path: Path) -> None:
    worker = known_to("worker", tmp_path)
    assert {"meeting.called", "paper.late", "task.overdue", "office.given"} <= set(worker)
    assert worker == known_to("web", tmp_path)
