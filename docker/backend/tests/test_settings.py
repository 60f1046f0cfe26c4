import json
from pathlib import Path

import pytest

from tests.service import run

GOOD = {
    "DB_HOST": "db",
    "DB_PORT": "5432",
    "DB_USER": "app",
    "DB_PASSWORD": "correct-horse-battery",
    "DB_NAME": "todo",
    "JWKS_URL": "http://frontend:3000/api/auth/jwks",
}
PADDED = "begins or ends with white space or a line break; make the Secret with `printf %s`, not `echo`"
PLACEHOLDER = "is a well-known placeholder; set a random one of at least 12 characters"
NOT_AN_ORIGIN = "must be an origin such as http://localhost:3000, with no path and no slash at its end"
NOT_A_URL = "must be a URL that begins with http:// or https://"


def faults(module: str, environment: dict[str, str], log: Path) -> list[str]:
    """The lines of a refused start, which must be faults and nothing else."""
    code, output = run(module, environment, log)
    lines = [json.loads(line) for line in output.splitlines()]
    assert code == 1, output
    assert {line["level"] for line in lines} == {"critical"}
    assert all(line["message"].startswith(line["setting"] + " ") for line in lines)
    return [line["message"] for line in lines]


@pytest.mark.parametrize("name", GOOD)
def test_it_does_not_start_without_a_setting(name: str, tmp_path: Path) -> None:
    without = {key: value for key, value in GOOD.items() if key != name}
    assert faults("todo", without, tmp_path / "log") == [f"{name} is missing or empty"]


def test_an_empty_setting_is_a_missing_one_and_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = faults("todo", dict.fromkeys(GOOD, ""), tmp_path / "log")
    assert sorted(told) == sorted(f"{name} is missing or empty" for name in GOOD)


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("DB_PASSWORD", "k7Qw-Zr2xTy", "is shorter than 12 characters; set a random one"),
        ("DB_PASSWORD", "postgres", PLACEHOLDER),
        ("DB_PASSWORD", "ChangeMe", PLACEHOLDER),
        ("DB_PASSWORD", "Password123456!", PLACEHOLDER),
        ("DB_PASSWORD", "passwordpassword", PLACEHOLDER),
        ("DB_PASSWORD", "correct-horse-battery\n", PADDED),
        ("DB_HOST", "db\n", PADDED),
        ("DB_PORT", "70000", "is not valid: Input should be less than or equal to 65535"),
        ("DB_PORT", "tcp://10.96.0.7:5432", "is not valid: Input should be a valid integer"),
        ("DB_SSL_MODE", "prefer", "is not valid: Input should be 'disable', 'require' or 'verify-full'"),
        ("LOG_LEVEL", "loud", "is not valid: Input should be 'debug', 'info', 'warning' or 'error'"),
        ("APP_URL", "http://localhost:3000/", NOT_AN_ORIGIN),
        ("APP_URL", "http://localhost:3000/app", NOT_AN_ORIGIN),
        ("APP_URL", "*", NOT_A_URL),
        ("JWKS_URL", "frontend:3000", NOT_A_URL),
    ],
)
def test_it_does_not_start_with_a_bad_setting_and_never_tells_its_value(
    name: str, value: str, what: str, tmp_path: Path
) -> None:
    (told,) = faults("todo", GOOD | {name: value}, tmp_path / "log")
    assert told.startswith(f"{name} {what}")
    assert value.strip() not in told.removeprefix(what) or value.strip() in what


def test_a_migration_needs_the_database_and_nothing_else(tmp_path: Path) -> None:
    told = faults("todo.migrate", {"DB_PASSWORD": "changeme"}, tmp_path / "log")
    assert sorted(told) == [
        "DB_HOST is missing or empty",
        "DB_NAME is missing or empty",
        f"DB_PASSWORD {PLACEHOLDER}",
        "DB_PORT is missing or empty",
        "DB_USER is missing or empty",
    ]
