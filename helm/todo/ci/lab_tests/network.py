"""What is configured, what the browser gets, and whether this cluster's network enforces the policies."""

import re
import tempfile

import cluster
import images
import release
from cluster import MAIN, kubectl
from connections import Watch

OUTSIDE = "203.0.113.7"
"""An address that is set aside for examples (RFC 5737): nothing answers there."""

ALLOWED = re.compile(
    r"^(localhost|127\.0\.0\.1|0\.0\.0\.0|todo-(frontend|backend|postgresql)|[a-z0-9.-]+\.svc(\.cluster\.local)?)$"
)


def check(report):
    images.need()
    urls_in_manifests(report)
    urls_in_scripts(report)
    enforcement(report)


def hosts_in(text):
    return set(re.findall(r"(?:https?|wss?)://([A-Za-z0-9.-]+)", text))


def urls_in_manifests(report):
    text = (
        release.helm("get", "manifest", "todo", "-n", MAIN).stdout
        + release.helm("get", "hooks", "todo", "-n", MAIN).stdout
    )
    strange = sorted(host for host in hosts_in(text) if not ALLOWED.match(host))
    report.check(
        "manifests, hooks and tests name no host but localhost and the cluster's", not strange, ", ".join(strange)
    )


def urls_in_scripts(report):
    """What the image gives to browsers, read by the frontend's own scan, which knows the texts that nothing fetches."""
    with tempfile.TemporaryDirectory() as folder:
        container = cluster.run("docker", "create", "--network=host", images.name("frontend")).stdout.strip()
        try:
            cluster.run("docker", "cp", f"{container}:/app/.next/static", folder)
        finally:
            cluster.run("docker", "rm", container)
        scan = cluster.run("node", images.context("frontend") / "scripts/scan-urls.mjs", folder, check=False)
    print(scan.stdout.rstrip())
    report.check(
        "the scripts and styles for the browser name no host that they could fetch from",
        scan.returncode == 0,
        scan.stderr.strip(),
    )


def enforcement(report):
    """A pod that no policy opens anything for tries to reach the backend, and an address outside: what gets through?"""
    policies = cluster.items("networkpolicy", "-n", MAIN)
    report.check("six network policies are there, default deny among them", len(policies) == 6)
    with Watch(MAIN) as watch:
        verdict = probe(f"http://todo-backend.{MAIN}:8000/healthz", f"http://{OUTSIDE}/")
    report.check(
        "the probe's attempt to leave the cluster was seen, so that a pod's would be, too",
        f"probe -> {OUTSIDE}:80" in watch.strangers(),
    )
    report.check("the probe got an answer, or none", verdict in {"REACHED NOTHING", "NOTHING NOTHING"}, verdict)
    if verdict.startswith("REACHED"):
        report.note(
            "this cluster's network does NOT enforce NetworkPolicies: a pod that they allow nothing reached the backend"
        )
        report.note(
            "so they are proved by their tests only; reached is: configured, shipped and observed, not enforced"
        )
    else:
        report.note("this cluster's network enforces NetworkPolicies: a pod that they allow nothing reached nothing")


def probe(*addresses):
    """What a pod of the release reaches for which no policy opens a way: REACHED or NOTHING, for each address."""
    attempts = ", ".join(
        f"fetch('{address}', {{signal: AbortSignal.timeout(5000)}}).then(() => 'REACHED', () => 'NOTHING')"
        for address in addresses
    )
    script = f"Promise.all([{attempts}]).then((seen) => console.log(seen.join(' ')))"
    (deployed,) = cluster.pods(MAIN, "frontend")
    container = {key: deployed["spec"]["containers"][0][key] for key in ("image", "securityContext")}
    container |= {
        "name": "probe",
        "command": ["node", "--eval", script],
        "resources": {"limits": {"cpu": "500m", "memory": "128Mi"}},
    }
    labels = {
        "app.kubernetes.io/name": "todo",
        "app.kubernetes.io/instance": "todo",
        "app.kubernetes.io/component": "probe",
    }
    spec = {
        "restartPolicy": "Never",
        "automountServiceAccountToken": False,
        "securityContext": deployed["spec"]["securityContext"],
        "containers": [container],
    }
    cluster.apply(
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "policy-probe", "namespace": MAIN, "labels": labels},
            "spec": spec,
        }
    )
    kubectl("wait", "pod/policy-probe", "-n", MAIN, "--for=jsonpath={.status.phase}=Succeeded", "--timeout=60s")
    said = kubectl("logs", "policy-probe", "-n", MAIN).strip()
    kubectl("delete", "pod", "policy-probe", "-n", MAIN)
    return said
