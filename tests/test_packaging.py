"""What is installed is complete, and the locks name packages by hash and never by address."""

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sources import PACKAGES, ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
# icon('clock'), icon="clock", "icon": "clock"
NAMED_ICON = re.compile(r"""\bicon(?:["']?\s*[:=]\s*|\()["']([\w-]+)["']""")
NEVER_INSTALLED = re.compile(r"node_modules/|^tests/|_build/|package(-lock)?\.json$|\.stamp$")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return set(ZipFile(path).namelist())


def shipped(folder: str) -> set[str]:
    """Files of the checkout below a folder, by the names they have in a wheel."""
    place = "" if folder in PACKAGES else "ecabinet/"
    files = (path for path in Path(ROOT, folder).rglob("*.*") if path.is_file())
    names = {place + path.relative_to(ROOT).as_posix() for path in files}
    return {name for name in names if "__pycache__" not in name and "/_build/" not in name}


@pytest.mark.parametrize("folder", [*PACKAGES, "templates", "static/js", "static/css"])
def test_a_wheel_holds_every_file_of(wheel: set[str], folder: str) -> None:
    wanted = shipped(folder)
    assert wanted, "the checkout holds none"
    assert wanted - wheel == set()


def test_a_wheel_holds_every_compiled_translation(wheel: set[str]) -> None:
    sources = {name for name in shipped("ecabinet") if name.endswith(".po")}
    assert sources
    assert {name.removesuffix(".po") + ".mo" for name in sources} - wheel == set()


@pytest.mark.parametrize(
    "name",
    [
        "htmx.min.js",
        "socket.io.esm.min.js",
        "icons.svg",
        "embedpdf/embedpdf.js",
        "embedpdf/pdfium.wasm",
        "fonts/fonts.css",
        "fonts/Tinos-BoldItalic.ttf",
        "LICENSES/embedpdf-pdfium-LICENSE.pdfium.txt",
    ],
)
def test_a_wheel_holds_the_front_end_part(wheel: set[str], name: str) -> None:
    assert f"ecabinet/static/vendor/{name}" in wheel


def test_a_wheel_holds_nothing_that_only_builds(wheel: set[str]) -> None:
    assert {name for name in wheel if NEVER_INSTALLED.search(name)} == set()


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = re.findall(r"^(\S+==\S+) *(\\?)$", text, re.MULTILINE)
    assert packages
    assert [package for package, more in packages if not more] == []
    assert "://" not in text


def test_the_npm_lock_names_no_download_address() -> None:
    text = (ROOT / "static/package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="i-([\w-]+)"', (ROOT / "static/vendor/icons.svg").read_text()))
    named = {
        icon
        for folder in ("templates", "static/js", "ecabinet", "documents", "meetings", "followup")
        for path in Path(ROOT, folder).rglob("*.*")
        if path.suffix in (".html", ".js", ".py")
        for icon in NAMED_ICON.findall(path.read_text())
    }
    assert named
    assert named - sprite == set()
