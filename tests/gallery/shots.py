"""What is photographed: by whom, where, at which size, and what it shows."""

from dataclasses import dataclass

TABLET, UPRIGHT, PHONE, WALL = (1024, 768), (768, 1024), (390, 844), (1280, 720)


@dataclass(frozen=True)
class Shot:
    """One picture. In `path`, `{meeting}` is the meeting in session, `{closed}` one that has ended,
    `{task}` a late task from a conclusion, `{done}` one that is done, `{directive}` one with
    articles, `{version}` a paper.
    """

    name: str
    user: str
    path: str
    words: str
    size: tuple[int, int] = TABLET


CHAPTERS: dict[str, tuple[Shot, ...]] = {
    "Every day": (
        Shot("home-member", "daibieu01", "/", "Home of a member: what waits, today's meetings"),
        Shot("home-official", "canbo", "/", "Home of an official: what is mine and late"),
        Shot("home-phone", "canbo", "/", "The same on a telephone", PHONE),
        Shot("search", "thuky", "/search?q=chuyen+doi+so", "One search over everything"),
        Shot("calendar", "thuky", "/calendar", "The working week"),
    ),
    "A meeting": (
        Shot("meeting", "daibieu01", "/meetings/{meeting}", "The meeting before and after"),
        Shot("room-now", "daibieu02", "/meetings/{meeting}/room", "The room on a tablet"),
        Shot("room-upright", "daibieu02", "/meetings/{meeting}/room", "Held upright", UPRIGHT),
        Shot("desk-now", "thuky", "/meetings/{meeting}/desk", "The secretary's desk"),
        Shot("wall", "thuky", "/meetings/{meeting}/screen", "The big screen", WALL),
        Shot("seats", "thuky", "/meetings/{meeting}/seats", "Seats"),
        Shot("minutes", "thuky", "/meetings/{closed}/minutes", "Minutes between linked facts"),
        Shot("review", "thuky", "/meetings/{closed}/conclusions", "All conclusions on one page"),
    ),
    "Papers": (
        Shot("paper", "daibieu02", "/papers/{version}", "A paper with marks"),
        Shot("register", "vanthu", "/register", "Register of documents"),
        Shot("routing", "vanthu", "/routing", "Documents on their way through the house"),
        Shot("official", "chutri", "/official", "What waits to be signed and issued"),
    ),
    "Follow-up": (
        Shot("dashboard", "lanhdao", "/dashboard", "The leader's page"),
        Shot("tasks", "thuky", "/tasks?view=all", "Tasks as a list"),
        Shot("tasks-phone", "canbo", "/tasks", "The official's tasks on a telephone", PHONE),
        Shot("board", "thuky", "/tasks/board", "by step"),
        Shot("timeline", "thuky", "/tasks/timeline", "in time"),
        Shot("task", "thuky", "/tasks/{task}", "One task"),
        Shot("story-now", "thuky", "/tasks/{done}/story", "From the directive to the result"),
        Shot("directive", "thuky", "/directives/{directive}", "Which article has which task"),
        Shot("chasing", "thuky", "/chasing", "What will be sent in fourteen days, and why"),
        Shot("proposals", "canbo", "/proposals", "Proposals from below"),
        Shot("weekly", "canbo", "/weekly", "The week: plan and report"),
        Shot("reports", "thuky", "/reports", "Reports laid down by the office"),
    ),
    "Administration": (
        Shot("people", "quantri", "/admin/people/", "People"),
        Shot("rights", "quantri", "/admin/rights/table", "Who may do what, and why"),
        Shot("audit", "quantri", "/admin/audit", "The audit log"),
        Shot("webhooks", "quantri", "/admin/webhooks", "Other systems are told"),
        Shot("retention", "quantri", "/admin/retention", "How long things are kept"),
    ),
}
