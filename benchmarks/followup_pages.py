"""Which pages of follow-up are measured, and who opens them."""

WHO = {"tracker": "theodoi0", "leader": "lanhdao0", "head": "truong12", "official": "canbo12"}
"""A tracking officer sees all, a leader of the province a twelfth, the others one unit."""

EACH = {
    "home": "/",
    "list": "/tasks?view=all",
    "list, mine": "/tasks?view=mine",
    "dashboard": "/dashboard",
}
MOST = {
    "list, overdue": "/tasks?view=all&label=overdue",
    "list, running": "/tasks?view=all&label=running",
    "list, words": "/tasks?view=all&q=giai+ngan+von",
    "list, field and priority": "/tasks?view=all&field=KT&priority=urgent",
    "list, a unit (drill-down)": "/tasks?view=all&unit_id={unit}&label=overdue",
    "list, deep page": "/tasks?view=all&after={deep}",
    "list, API, 200 rows": "api:/tasks?limit=200",
    "board": "/tasks/board",
    "time line": "/tasks/timeline",
    "calendar": "/tasks/calendar",
    "dashboard, leaders": "/dashboard?by=leader",
    "dashboard, directives": "/dashboard?by=directive",
    "dashboard, fields": "/dashboard?by=field",
    "dashboard, officials": "/dashboard?by=official&order=rank",
    "dashboard, this quarter": "/dashboard?issued_from={quarter}",
    "dashboard, one unit": "/dashboard?unit_id={unit}&by=official",
    "dashboard, API": "api:/tasks-dashboard",
    "directives": "/directives",
    "directives, words": "/directives?q=chuyen+doi",
    "directive, coverage": "/directives/{directive}",
    "chasing, 14 days": "/chasing",
    "chasing, deep page": "/chasing?kind=remind&after={deep_chase}",
    "chasing, leaders told": "/chasing?kind=escalate",
    "chasing, 100 chosen": "/tasks/chosen?deed=chase&task={chosen}",
    "task": "/tasks/{task}",
    "task, story": "/tasks/{task}/story",
    "task, form to press": "/tasks/{overdue}/chase",
    "task, to issue": "/tasks/new",
    "reports": "/reports",
    "report, preview, month": "/reports/{report}",
    "report, preview, year": "/reports/{year_report}",
    "search, words": "/search?q=giai+ngan",
    "search, code": "/search?q=NV-50000",
    "one's own lists, API": "api:/task-lists",
}


def pages(only: str) -> list[tuple[str, str, str]]:
    """Return name, person and address of all that is measured."""
    found = [(name, who, path) for name, path in EACH.items() for who in WHO]
    found += [(name, "tracker", path) for name, path in MOST.items()]
    found += [(name, "leader", MOST[name]) for name in ("board", "time line", "calendar",
              "chasing, 14 days", "search, words")]  # fmt: skip
    return [one for one in found if only in one[0]]
