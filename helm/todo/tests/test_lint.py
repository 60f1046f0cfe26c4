"""`helm lint --strict` has nothing to say against any environment, variant or broken overlay."""

import tarfile

import pytest
from chart import OVERLAYS, VARIANTS, helm


@pytest.mark.parametrize("name", VARIANTS | OVERLAYS)
def test_lint_is_content(name):
    files = [argument for path in (VARIANTS | OVERLAYS)[name] for argument in ("--values", path)]
    result = helm("lint", "--strict", ".", *files)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "[WARNING]" not in result.stdout


def test_the_package_has_what_users_need_and_nothing_else(tmp_path):
    assert helm("package", ".", "--destination", tmp_path).returncode == 0
    with tarfile.open(next(tmp_path.glob("todo-*.tgz"))) as package:
        names = {name.removeprefix("todo/") for name in package.getnames()}
    assert {
        "values-prod.yaml",
        "values.schema.json",
        "README.md",
        "files/tests/task.mjs",
        "templates/tests/task.yaml",
    } <= names
    assert not {name for name in names if name.startswith(("tests/", "ci/", "test"))}
