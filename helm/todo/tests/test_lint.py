"""`helm lint --strict` has nothing to say against any environment, variant or broken overlay."""

import pytest
from chart import OVERLAYS, VARIANTS, helm


@pytest.mark.parametrize("name", VARIANTS | OVERLAYS)
def test_lint_is_content(name):
    files = [argument for path in (VARIANTS | OVERLAYS)[name] for argument in ("--values", path)]
    result = helm("lint", "--strict", ".", *files)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "[WARNING]" not in result.stdout
