"""Units and people of the sample office. The bodies exist; every person is invented."""

from datetime import date
from uuid import UUID

from ecabinet.accounts.commands.people import (
    CreatePerson,
    OfficeToHold,
    create_person,
)
from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.accounts.models.unit import UnitKind
from ecabinet.accounts.passwords import hash_password
from ecabinet.core.actors import SYSTEM, Role
from ecabinet.core.store import Store
from ecabinet.demo.people import Office, reachable, tell_of_people

SINCE = date(2020, 10, 14)

UNITS = (
    ("TU", "Ban Thường vụ Tỉnh ủy", "committee", None),
    ("VPTU", "Văn phòng Tỉnh ủy", "office", "TU"),
    ("BTCTU", "Ban Tổ chức Tỉnh ủy", "board", "TU"),
    ("BTGTU", "Ban Tuyên giáo Tỉnh ủy", "board", "TU"),
    ("BDVTU", "Ban Dân vận Tỉnh ủy", "board", "TU"),
    ("BNCTU", "Ban Nội chính Tỉnh ủy", "board", "TU"),
    ("UBKTTU", "Ủy ban Kiểm tra Tỉnh ủy", "board", "TU"),
    ("STTTT", "Sở Thông tin và Truyền thông", "department", None),
    ("STC", "Sở Tài chính", "department", None),
    ("THUVY", "Thành ủy Vĩnh Yên", "district", "TU"),
    ("THUPY", "Thành ủy Phúc Yên", "district", "TU"),
    ("HUTD", "Huyện ủy Tam Đảo", "district", "TU"),
    ("HUVT", "Huyện ủy Vĩnh Tường", "district", "TU"),
    ("HUYL", "Huyện ủy Yên Lạc", "district", "TU"),
    ("HUBX", "Huyện ủy Bình Xuyên", "district", "TU"),
    ("HUTDG", "Huyện ủy Tam Dương", "district", "TU"),
    ("HULT", "Huyện ủy Lập Thạch", "district", "TU"),
    ("HUSL", "Huyện ủy Sông Lô", "district", "TU"),
)

STAFF: tuple[tuple[str, str, tuple[tuple[str, Role, str], ...]], ...] = (
    ("quantri", "Lương Đức Quân", (("VPTU", Role.ADMINISTRATOR, "Quản trị hệ thống"),)),
    (
        "thuky",
        "Phạm Thị Thu Hà",
        (
            ("TU", Role.SECRETARY, "Phó Chánh Văn phòng Tỉnh ủy, Thư ký"),
            ("VPTU", Role.TRACKER, "Theo dõi thực hiện"),
        ),
    ),
    (
        "chutri",
        "Nguyễn Minh Khôi",
        (("TU", Role.LEADER, "Bí thư Tỉnh ủy"), ("VPTU", Role.TRACKER, "Theo dõi thực hiện")),
    ),
    ("lanhdao", "Đỗ Khắc Hiển", (("TU", Role.LEADER, "Phó Bí thư Thường trực Tỉnh ủy"),)),
    ("vanthu", "Đặng Thu Trà", ()),  # Takes the office over, see `people`.
    ("canbo", "Vũ Đình Khôi", (("VPTU", Role.OFFICIAL, "Chuyên viên phòng Công nghệ thông tin"),)),
    (
        "khach01",
        "Ngô Xuân Trường",
        (("STTTT", Role.LEADER, "Giám đốc Sở Thông tin và Truyền thông"),),
    ),
)

MEMBERS = (
    ("Lê Thị Thanh Hà", "TU", "Phó Bí thư Tỉnh ủy"),
    ("Đỗ Quang Vinh", "VPTU", "Chánh Văn phòng Tỉnh ủy"),
    ("Hoàng Tuyết Mai", "BTCTU", "Trưởng Ban Tổ chức Tỉnh ủy"),
    ("Đặng Thu Hương", "BTGTU", "Trưởng Ban Tuyên giáo Tỉnh ủy"),
    ("Phan Anh Tuấn", "BNCTU", "Trưởng Ban Nội chính Tỉnh ủy"),
    ("Tạ Ngọc Lan", "BDVTU", "Trưởng Ban Dân vận Tỉnh ủy"),
    ("Vũ Hồng Sơn", "UBKTTU", "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"),
    ("Bùi Văn Tiến", "THUVY", "Bí thư Thành ủy Vĩnh Yên"),
    ("Trịnh Công Thành", "THUPY", "Bí thư Thành ủy Phúc Yên"),
    ("Dương Văn Hòa", "HUTD", "Bí thư Huyện ủy Tam Đảo"),
    ("Nguyễn Hải Đăng", "HUVT", "Bí thư Huyện ủy Vĩnh Tường"),
    ("Trần Bảo Ngọc", "HUYL", "Bí thư Huyện ủy Yên Lạc"),
    ("Kiều Thành Long", "HUBX", "Bí thư Huyện ủy Bình Xuyên"),
    ("Lưu Thị Hòa", "HUTDG", "Bí thư Huyện ủy Tam Dương"),
    ("Phùng Thế Vinh", "HULT", "Bí thư Huyện ủy Lập Thạch"),
    ("Cao Xuân Ánh", "HUSL", "Bí thư Huyện ủy Sông Lô"),
    ("Chu Đức Thịnh", "TU", "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh"),
    ("Đinh Quốc Bảo", "TU", "Giám đốc Công an tỉnh"),
    ("Mai Phương Thảo", "TU", "Phó Chủ tịch Hội đồng nhân dân tỉnh"),
    ("Hà Đình Ân", "STC", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
)

# Who leads a unit, where it is not a member of the Standing Committee.
HEADS = ("Bí thư Tỉnh ủy", "Giám đốc Sở Thông tin và Truyền thông")
LED_BY_MEMBERS = {code for _, code, _ in MEMBERS} - {"TU", "STC"}


def furnish(store: Store, password: str) -> Office:
    """Create units and people, all with the same `password`."""
    units: dict[str, UUID] = {}
    for rank, (code, name, kind, parent) in enumerate(UNITS):
        cmd = CreateUnit(
            name=name,
            code=code,
            kind=UnitKind(kind),
            rank=rank,
            parent_id=units[parent] if parent else None,
        )
        units[code] = store.execute(SYSTEM, create_unit, cmd).id
    hashed = hash_password(password)
    people = {
        person.username: store.execute(SYSTEM, create_person, reachable(person)).id
        for person in (*_staff(units, hashed), *_members(units, hashed), *_clerks(units, hashed))
    }
    made = Office(units, people)
    tell_of_people(store, made)
    return made


def _staff(units: dict[str, UUID], hashed: str) -> list[CreatePerson]:
    return [
        CreatePerson(
            username=username,
            name=name,
            password_hash=hashed,
            offices=[
                _held(units[code], role, title, is_head=title in HEADS)
                for code, role, title in held
            ],
        )
        for username, name, held in STAFF
    ]


def _members(units: dict[str, UUID], hashed: str) -> list[CreatePerson]:
    """Members of the Standing Committee, most of whom lead a unit of their own."""
    made = []
    for number, (name, code, title) in enumerate(MEMBERS, start=1):
        offices = [_held(units["TU"], Role.MEMBER, title)]
        if code != "TU":
            is_head = code in LED_BY_MEMBERS
            offices.append(_held(units[code], Role.LEADER, title, is_head=is_head))
        made.append(
            CreatePerson(
                username=f"daibieu{number:02}", name=name, password_hash=hashed, offices=offices
            )
        )
    return made


def _clerks(units: dict[str, UUID], hashed: str) -> list[CreatePerson]:
    """A clerk and an official in each unit that may be given tasks: no inbox is orphaned."""
    made = []
    for index, (code, name, _kind, _parent) in enumerate(UNITS):
        if code in ("TU", "VPTU"):
            continue
        for role, word, title in (
            (Role.CLERK, "vanthu", "Văn thư"),
            (Role.OFFICIAL, "canbo", "Chuyên viên"),
        ):
            made.append(
                CreatePerson(
                    username=f"{word}.{code.lower()}",
                    name=_invented(index, role is Role.CLERK),
                    password_hash=hashed,
                    offices=[_held(units[code], role, f"{title} {name}")],
                )
            )
    return made


FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
GIVEN_F = ("Thị Bích", "Thị Hạnh", "Thu Giang", "Thị Oanh", "Ngọc Ánh", "Thị Yến", "Kim Ngân")
GIVEN_M = ("Văn Đạt", "Quốc Huy", "Minh Đức", "Xuân Ước", "Đình Âu", "Hữu Nghĩa", "Anh Dũng")


def _invented(index: int, clerk: bool) -> str:
    given = GIVEN_F if clerk else GIVEN_M
    return f"{FAMILIES[(index + 3 * clerk) % len(FAMILIES)]} {given[index % len(given)]}"


def _held(unit_id: UUID, role: Role, title: str, *, is_head: bool = False) -> OfficeToHold:
    return OfficeToHold(unit_id=unit_id, role=role, title=title, from_on=SINCE, is_head=is_head)
