"""Every door of the application, from its own registry: who may knock, and how."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

READING = frozenset({"GET", "HEAD", "OPTIONS"})
SERVED_BY_OTHERS = ("static", "openapi.static")
"""Files of the programme itself: the same for everybody."""

_VARIABLE = re.compile(r"<(?:(?P<kind>[^<>:]+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Door:
    """One method at one address."""

    method: str
    rule: str
    endpoint: str

    @property
    def names(self) -> list[str]:
        """The variables of the address, in order."""
        return [found["name"] for found in _VARIABLE.finditer(self.rule)]

    @property
    def is_api(self) -> bool:
        """Whether it is an operation of the JSON API."""
        return self.rule.startswith("/api/v1/")

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method not in READING

    def path(self, values: Mapping[str, Any]) -> str:
        """The address with its variables filled in."""
        return _VARIABLE.sub(lambda found: str(values[found["name"]]), self.rule)

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def doors(app: Any) -> list[Door]:
    """Every method at every address, ours only."""
    found = [
        Door(method, address, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in SERVED_BY_OTHERS
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        for address in _spelled_out(rule.rule)
    ]
    return sorted(found, key=lambda door: (door.rule, door.method))


def _spelled_out(rule: str) -> list[str]:
    """The addresses of `<any(a, b):name>`, one for each."""
    found = re.search(r"<any\(([^)]*)\):\w+>", rule)
    if found is None:
        return [rule]
    words = [part.strip(" '\"") for part in found[1].split(",")]
    return [rule.replace(found[0], word) for word in words]
