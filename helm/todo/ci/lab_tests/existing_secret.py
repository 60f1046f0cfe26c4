"""Production with a Secret from README.md's own SOPS commands: two pods each, by load, and no Secret of the chart's."""

import base64
import re
import tempfile
from pathlib import Path

import cluster
import install
import release
from cluster import CHART, environment, is_ready, kubectl, pods

NAMESPACE = "todo-lab-sops"


def check(report):
    cluster.make_volumes(8)
    cluster.make_namespace(NAMESPACE)
    kubectl("apply", "-n", NAMESPACE, "--filename", "-", stdin=decrypted_secret(report))
    release.install(NAMESPACE, environment="prod", settings=["frontend.service.type=ClusterIP"])
    report.check(
        "production is up with the SOPS-decrypted Secret",
        len(pods(NAMESPACE)) == 5 and all(map(is_ready, pods(NAMESPACE))),
    )
    print(release.pod_table(NAMESPACE))
    install.helm_test(report, NAMESPACE)
    names = {each["metadata"]["name"] for each in cluster.items("secrets", "-n", NAMESPACE)}
    report.check(
        "the chart made no Secret of its own",
        names == {"todo-secrets", "sh.helm.release.v1.todo.v1"},
        ", ".join(sorted(names)),
    )
    budgets = {
        each["metadata"]["name"]: each["status"]["disruptionsAllowed"] for each in cluster.items("pdb", "-n", NAMESPACE)
    }
    report.check(
        "a drain may take one pod of each at a time", budgets == {"todo-frontend": 1, "todo-backend": 1}, str(budgets)
    )
    autoscalers_measure(report)
    changed_secret_starts_pods_anew(report)
    release_holds_no_password(report)


def changed_secret_starts_pods_anew(report):
    before = {pod["metadata"]["name"] for pod in pods(NAMESPACE, "backend")}
    kubectl("patch", "secret", "todo-secrets", "-n", NAMESPACE, "--patch", '{"stringData": {"changed": "yes"}}')
    release.upgrade(NAMESPACE, environment="prod", settings=["frontend.service.type=ClusterIP"])
    after = {pod["metadata"]["name"] for pod in pods(NAMESPACE, "backend") if is_ready(pod)}
    report.check("a changed Secret starts the pods anew at the next upgrade", len(after - before) == 2)


def decrypted_secret(report):
    """Runs the two blocks of README.md with a key of its own, and decrypts what they made."""
    _, _, documented = (CHART / "README.md").read_text().partition("<!-- tests run this block and the next one -->")
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder, "keys.txt")
        cluster.run("age-keygen", "-o", key)
        settings = environment(SOPS_AGE_KEY_FILE=str(key))
        for block in re.findall(r"```bash\n(.*?)```", documented, re.S)[:2]:
            cluster.run("bash", "-euo", "pipefail", "-c", block, cwd=folder, env=settings)
        encrypted = Path(folder, "todo-secrets.enc.yaml").read_text()
        report.check("the file for git holds encrypted values only", encrypted.count("ENC[AES256_GCM,") >= 7)
        return cluster.run("sops", "decrypt", "todo-secrets.enc.yaml", cwd=folder, env=settings).stdout


def autoscalers_measure(report):
    def measured():
        scalers = cluster.items("hpa", "-n", NAMESPACE)
        conditions = [condition for each in scalers for condition in each["status"].get("conditions", [])]
        active = [each["status"] == "True" for each in conditions if each["type"] == "ScalingActive"]
        return len(active) == 2 and all(active)

    cluster.wait_for("the autoscalers read the pods' CPU", 120, measured, pause=3)
    report.check("both autoscalers read the pods' CPU", True)
    print(kubectl("get", "hpa", "-n", NAMESPACE).rstrip())


def release_holds_no_password(report):
    data = cluster.secret(NAMESPACE, "todo-secrets")
    stored = release.helm("get", "all", "todo", "-n", NAMESPACE).stdout
    found = [
        key
        for key in ("db_password", "auth_secret")
        if data[key] in stored or base64.b64decode(data[key]).decode() in stored
    ]
    report.check("with existingSecret, the whole release holds no password", not found, ", ".join(found))
    release.helm("uninstall", "todo", "-n", NAMESPACE, "--wait")
    kubectl("delete", "namespace", NAMESPACE, "--wait=false")
