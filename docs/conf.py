"""The documents as a site: `make docs` builds it, a broken link is an error.

The source is the whole repository, so that a document may point to code, tests and other READMEs.
"""

from importlib.metadata import version as version_of

project = "E-cabinet"
release = version_of("ecabinet")
copyright = ""
html_show_copyright = False
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "README.vi.md",
    "CONTRIBUTING.md",
    "docs/**",
    "static/js/**/README.md",
    "templates/README.md",
]

myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
# Paths of code and of the running product are words here, not addresses.
myst_linkify_fuzzy_links = False

suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "E-cabinet"
html_copy_source = False
html_show_sphinx = False
html_static_path: list[str] = []
pygments_style = "friendly"
