"""Templates are compiled once for a whole run, not by each of the two hundred products started."""

import os
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from tests.servers import FOLDER_VARIABLE


def keep_compiled() -> None:
    """Let applications of this process, and of its children, share what one has compiled."""
    if FOLDER_VARIABLE in os.environ:
        folder = Path(os.environ[FOLDER_VARIABLE], "templates")
        folder.mkdir(mode=0o700, exist_ok=True)
        Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(folder))}
