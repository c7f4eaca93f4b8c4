"""What axe finds on the page that somebody has open."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.people import Person

RULES: dict[str, Any] = {"resultTypes": ["violations"]}


def violations(
    person: Person, where: str, rules: dict[str, Any] = RULES, settled: str = "networkidle"
) -> list[str]:
    """Return what axe finds, each with the elements meant."""
    person.page.wait_for_load_state(settled)  # type: ignore[arg-type]
    answer = Axe().run(person.page, options=rules).response
    return [
        f"{where}: {rule['id']}: {rule['help']}\n    "
        + "\n    ".join(f"{node['target']} {node['failureSummary']}" for node in rule["nodes"][:4])
        for rule in answer["violations"]
    ]
