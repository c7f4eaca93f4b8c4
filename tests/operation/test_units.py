"""Files for deployment: settings that exist, units that systemd understands, a compose file."""

import re
import shutil
import subprocess
from ipaddress import ip_address, ip_network
from pathlib import Path

import click
import pytest
import yaml

from ecabinet.cli import commands
from ecabinet.settings import load

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def environment(*, everything: bool) -> dict[str, str]:
    """Return the example's settings; with those that stand there as comments."""
    pattern = r"^#?(ECABINET_\w+)=\"?(.*?)\"?$" if everything else r"^(ECABINET_\w+)=\"?(.*?)\"?$"
    text = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    return dict(re.findall(pattern, text, re.MULTILINE))


@pytest.mark.parametrize("everything", [False, True])
def test_the_example_of_settings_is_accepted(everything: bool) -> None:
    told = environment(everything=everything)
    settings = load(told)
    assert settings.secure_cookies
    assert settings.trusted_proxies == 1
    assert settings.office_name == "Tỉnh ủy Vĩnh Phúc"
    assert (settings.smtp_url is not None) == everything
    named = set(re.findall(r"`(ECABINET_\w+)`", (DEPLOY.parent / "README.md").read_text()))
    assert set(told) <= named


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_systemd_understands_the_units(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    assert "NoNewPrivileges=yes" in text
    assert "User=ecabinet" in text
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    # The program does not stand there on this machine; everything else must be understood.
    copy = tmp_path / unit.name
    copy.write_text(text.replace("/opt/ecabinet/bin/ecabinet", "/bin/true"), encoding="utf-8")
    done = subprocess.run(
        [program, "verify", copy], capture_output=True, text=True, timeout=120, check=False
    )
    said = [line for line in done.stderr.splitlines() if unit.name in line]
    assert said == []


def test_the_compose_file_runs_commands_and_settings_that_exist() -> None:
    """No engine runs here (`python -m benchmarks.containers` has one)."""
    text = (DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    ours = [each for each in told["services"].values() if each["image"] == "ecabinet"]
    assert len(ours) == 3
    for service in ours:
        group, words = commands, list(service["command"])
        while words and not words[0].startswith("-"):
            found = group.commands[words.pop(0)]
            group = found if isinstance(found, click.Group) else group
        settings = {
            name: value.replace("${", "{") for name, value in service["environment"].items()
        }
        load(environment(everything=False) | settings)
    for service in told["services"].values():
        assert set(service.get("depends_on", ())) <= set(told["services"])
        named = {each.split(":")[0] for each in service.get("volumes", ()) if each[0].isalpha()}
        assert named <= set(told["volumes"])
    docker = (DEPLOY / "compose/Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes -r /tmp/requirements.lock" in docker
    assert "USER ecabinet" in docker


def test_the_containers_find_each_other_after_the_machine_was_off() -> None:
    """Docker starts them in any order: nobody is in the network of another, nginx asks no name."""
    text = (DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text.replace("${NETWORK:-172.31.255}", "172.31.255"))
    services = told["services"]
    assert not [each for each in services.values() if "network_mode" in each]
    address = services["web"]["networks"]["default"]["ipv4_address"]
    pool = told["networks"]["default"]["ipam"]["config"][0]
    assert ip_address(address) in ip_network(pool["subnet"])
    assert ip_address(address) not in ip_network(pool["ip_range"])
    steps = (DEPLOY.parent / "docs/operations.md").read_text(encoding="utf-8")
    assert rf"s/127\.0\.0\.1:8000;/{address}:8000;/" in steps
    assert "server 127.0.0.1:8000;" in (DEPLOY / "nginx/ecabinet.conf").read_text(encoding="utf-8")


def test_backups_of_the_containers_know_the_server() -> None:
    """Debian's pg_dump refuses a server newer than itself."""
    told = yaml.safe_load((DEPLOY / "compose/compose.yaml").read_text(encoding="utf-8"))
    docker = (DEPLOY / "compose/Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^FROM python:[\d.]+-slim-bookworm$", docker, re.MULTILINE)
    assert told["services"]["database"]["image"] == "postgres:15-bookworm"
