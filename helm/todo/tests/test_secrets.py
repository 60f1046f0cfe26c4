"""Secrets: where the chart takes them from, and that README.md's commands keep one encrypted with a real age key."""

import base64
import os
import re
import subprocess

import pytest
import yaml
from chart import CHART, VARIANTS, manifest, objects, of_kind

KEYS = {"db_host", "db_port", "db_user", "db_password", "db_name", "auth_secret"}


def data():
    (secret,) = of_kind(objects(), "Secret")
    return {key: base64.b64decode(value).decode() for key, value in secret["data"].items()}


def test_the_chart_makes_one_secret_with_all_keys():
    made = data()
    assert made.keys() == KEYS
    assert (made["db_host"], made["db_port"]) == ("todo-postgresql", "5432")
    assert len(made["db_password"]) == 32 and len(made["auth_secret"]) == 64


def test_it_is_random():
    before = data()
    manifest.cache_clear()
    assert before["db_password"] != data()["db_password"]


def test_it_outlives_an_uninstall():
    (secret,) = of_kind(objects(), "Secret")
    assert secret["metadata"]["annotations"] == {"helm.sh/resource-policy": "keep"}


@pytest.mark.parametrize("variant", ["prod", "external", "external-from-secret"])
def test_with_an_existing_secret_the_chart_makes_none(variant):
    assert of_kind(objects(*VARIANTS[variant]), "Secret") == []


def test_an_existing_secret_is_read_under_its_own_key_names():
    references = re.findall(r"name: database-credentials\n +key: (\w+)", manifest(*VARIANTS["external-from-secret"]))
    assert set(references) == {"host", "port", "username", "password", "dbname", "auth"}


def test_an_external_host_leaves_only_passwords_to_the_secret():
    references = re.findall(r"name: todo-secrets\n +key: (\w+)", manifest(*VARIANTS["external"]))
    assert set(references) == {"db_password", "auth_secret"}
    assert 'value: "db.example.internal"' in manifest(*VARIANTS["external"])


def test_no_values_file_has_a_place_for_a_secret():
    """Whatever is called a secret in a values file is the name of one, or of a key in one."""
    names = {"existingSecret", "imagePullSecrets", "passwordKey", "dbPassword", "authSecret"}
    for path in [*CHART.glob("values*.yaml"), *CHART.glob("ci/**/*.yaml"), *CHART.glob("tests/values/*.yaml")]:
        values = re.sub(r"^\s*#.*", "", path.read_text(), flags=re.M)
        leaves = re.findall(r"([\w-]*(?:password|secret|token)[\w-]*): *[^\s{]", values, re.I)
        assert set(leaves) <= names, path


@pytest.fixture
def encrypted(tmp_path):
    """A folder in which README.md's two commands ran with a key of this test's own."""
    key = tmp_path / "keys.txt"
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    _, _, documented = (CHART / "README.md").read_text().partition("<!-- tests run this block and the next one -->")
    for block in re.findall(r"```bash\n(.*?)```", documented, re.S)[:2]:
        subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=tmp_path, env=environment(key), check=True)
    return tmp_path


def environment(key):
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "SOPS_AGE_KEY_FILE": str(key)}


def decrypt(folder, key):
    command = ["sops", "decrypt", "todo-secrets.enc.yaml"]
    return subprocess.run(command, cwd=folder, env=environment(key), capture_output=True, text=True, check=False)


def test_the_documented_file_shows_keys_and_hides_values(encrypted):
    secret = yaml.safe_load((encrypted / "todo-secrets.enc.yaml").read_text())
    assert secret["kind"] == "Secret" and secret["metadata"] == {"name": "todo-secrets"}
    assert secret["stringData"].keys() == KEYS
    assert all(value.startswith("ENC[AES256_GCM,") for value in secret["stringData"].values())


def test_its_key_opens_it_and_it_fits_production(encrypted):
    result = decrypt(encrypted, encrypted / "keys.txt")
    secret = yaml.safe_load(result.stdout)
    assert set(secret) == {
        "apiVersion",
        "kind",
        "metadata",
        "stringData",
    }  # nothing of SOPS, which Kubernetes would refuse
    assert len(secret["stringData"]["db_password"]) >= 12 and len(secret["stringData"]["auth_secret"]) >= 32
    for name, key in re.findall(r"name: (todo-secrets)\n +key: (\w+)", manifest(*VARIANTS["prod"])):
        assert secret["metadata"]["name"] == name and key in secret["stringData"]


def test_another_key_does_not_open_it(encrypted):
    other = encrypted / "other.txt"
    subprocess.run(["age-keygen", "-o", other], check=True, capture_output=True)
    result = decrypt(encrypted, other)
    assert result.returncode != 0 and result.stdout == ""


def test_a_changed_file_does_not_open(encrypted):
    path = encrypted / "todo-secrets.enc.yaml"
    path.write_text(path.read_text().replace("name: todo-secrets", "name: evil-secrets").replace("db_host", "db_home"))
    assert decrypt(encrypted, encrypted / "keys.txt").returncode != 0
