"""What each environment renders, word by word. A person reads the diff; UPDATE_GOLDEN=1 rewrites the files."""

import os
import re
from pathlib import Path

import pytest
from chart import ENVIRONMENTS, manifest

GOLDEN = Path(__file__).parent / "golden"


def stable(text):
    """Random passwords differ in each rendering, and so does the checksum of them."""
    text = re.sub(r"^(  (?:auth_secret|db_password): ).+$", r"\1<random>", text, flags=re.M)
    text = re.sub(r"^( +checksum/secret: ).+$", r"\1<random>", text, flags=re.M)
    return re.sub(r"\n+(---\n|$)", r"\n\1", text)  # Helm 4 puts blank lines between documents


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_rendering_is_the_golden_one(name):
    path = GOLDEN / f"{name}.yaml"
    rendered = stable(manifest(*ENVIRONMENTS[name]))
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(rendered)
    assert rendered == path.read_text(), (
        "Run helm/todo/test with UPDATE_GOLDEN=1 if the change is meant, and read the diff."
    )
