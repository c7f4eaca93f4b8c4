"""Every refusal in the code has its sentence, so that none becomes an error of ours."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ecabinet.core import errors
from ecabinet.web.errors import MESSAGES

ROOT = Path(__file__).resolve().parents[3]
KINDS = {
    name
    for name, thing in vars(errors).items()
    if isinstance(thing, type) and issubclass(thing, errors.DomainError)
}


def codes() -> Iterator[tuple[str, str]]:
    """Where a refusal is made, and its code."""
    for package in ("ecabinet", "documents", "meetings", "followup"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and _is_kind(node.func) and node.args:
                    code = node.args[0]
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", code.value


def _is_kind(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in KINDS


def test_every_refusal_has_its_sentence(app: Any) -> None:
    found = list(codes())
    assert len(found) > 150, "the code was not read"
    wordless = [f"{place}: {code}" for place, code in found if code not in MESSAGES]
    assert not wordless, "\n".join(wordless)
