"""Every overlay in ci/broken, side by side: each must fail in the way that it says, where a person would look."""

import re
from functools import partial

import cluster
import release
from cluster import CHART, is_ready, kubectl, pods

LIMIT_SECONDS = 240


def check(report):
    cluster.make_volumes(8)
    for name in SYMPTOMS:
        namespace = f"todo-lab-{name}"
        cluster.make_namespace(namespace)
        overlay = CHART / "ci/broken" / f"{name}.yaml"
        release.install(namespace, wait=False, values=[overlay], settings=["frontend.service.type=ClusterIP"])
    known = {path.stem for path in (CHART / "ci/broken").glob("*.yaml")}
    report.check("every overlay is tried", known == set(SYMPTOMS))
    for name, symptom in SYMPTOMS.items():
        namespace = f"todo-lab-{name}"
        try:
            line = cluster.wait_for(f"the symptom of {name}", LIMIT_SECONDS, partial(symptom, namespace), pause=2)
            report.check(f"{name} fails as documented", True, line)
        except cluster.Failed as failure:
            report.check(f"{name} fails as documented", False, f"{failure}\n{release.pod_table(namespace)}")
        print(release.pod_table(namespace))
    kubectl("delete", "namespace", *(f"todo-lab-{name}" for name in SYMPTOMS), "--wait=false")


def waiting(pod):
    """The reason and message of each container that waits."""
    statuses = pod["status"].get("initContainerStatuses", []) + pod["status"].get("containerStatuses", [])
    for status in statuses:
        wait = status["state"].get("waiting", {})
        if wait.get("reason") not in (None, "PodInitializing", "ContainerCreating"):
            yield f"{wait['reason']}: {wait.get('message', '')}"


def first(namespace, component, pattern):
    """The first waiting reason of a component's pods that fits the pattern."""
    reasons = [reason for pod in pods(namespace, component) for reason in waiting(pod)]
    return next((reason for reason in reasons if re.search(pattern, reason)), None)


def wrong_db_password(namespace):
    log = kubectl("logs", "deployment/todo-backend", "-c", "migrate", "-n", namespace, check=False)
    refused = re.search(r"^.*password.*$", log, re.M | re.I)
    (frontend,) = pods(namespace, "frontend")
    state = first(namespace, "backend", r"^CrashLoopBackOff")
    if refused and state and not is_ready(frontend):
        return f"kubectl logs deployment/todo-backend -c migrate: {refused.group().strip()[:300]}"
    return None


def missing_secret_key(namespace):
    return first(
        namespace, "frontend", r"^CreateContainerConfigError: couldn't find key auth_secret_misspelt in Secret"
    )


def wrong_service_port(namespace):
    if not all(map(is_ready, pods(namespace))) or len(pods(namespace)) != 3:
        return None
    script = "fetch('http://127.0.0.1:3000/api/backend/tasks').then(async (r) => console.log(r.status, await r.text()))"
    answer = kubectl("exec", "deployment/todo-frontend", "-n", namespace, "--", "node", "--eval", script).strip()
    test = release.test(namespace)
    said = re.search(r"^.*does not answer.*$", test.stdout + test.stderr, re.M)
    if test.returncode != 0 and said and answer.startswith("502"):
        return f"every pod is ready; helm test: {said.group().strip()}; the browser gets {answer[:200]}"
    raise cluster.Failed(
        f"helm test ended with {test.returncode}: {test.stdout}{test.stderr}; the browser gets {answer[:200]}"
    )


def too_little_memory(namespace):
    for pod in pods(namespace, "frontend"):
        for status in pod["status"].get("containerStatuses", []):
            last = status.get("lastState", {}).get("terminated") or status["state"].get("terminated") or {}
            if last.get("reason") == "OOMKilled" and first(namespace, "frontend", "^CrashLoopBackOff"):
                return f"last state OOMKilled, exit code {last['exitCode']}, {status['restartCount']} restarts"
    return None


def missing_image_tag(namespace):
    return first(namespace, "backend", r"^ErrImagePull: .*0\.0\.0-does-not-exist.*not found")


SYMPTOMS = {
    "wrong-db-password": wrong_db_password,
    "missing-secret-key": missing_secret_key,
    "wrong-service-port": wrong_service_port,
    "too-little-memory": too_little_memory,
    "missing-image-tag": missing_image_tag,
}
