"""How secret a paper is, and who may know of it: whoever is cleared for that level or a higher one.

The levels are those of the Law on Protection of State Secrets (Luật Bảo vệ bí mật nhà nước 2018,
điều 8): mật, tối mật, tuyệt mật; 0 is none of them.
"""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import Field

LEVELS = {0: _l("Thường"), 1: _l("Mật"), 2: _l("Tối mật"), 3: _l("Tuyệt mật")}
HIGHEST = 3

REFUSE, ALLOW = "refuse", "allow"
"""What an installation does with secret papers: ordinary networks must refuse them by law."""

Secrecy = Annotated[int, Field(ge=0, le=HIGHEST)]
