"""What every rendered pod must be, hooks and tests among them: restricted, bounded, probed, without a token."""

import pytest
from chart import VARIANTS, containers, name_of, objects, pod_template

CASES = {
    f"{variant}: {name_of(each)}": (each, pod_template(each))
    for variant, values in VARIANTS.items()
    for each in objects(*values)
    if pod_template(each)
}


SERVING = {name: case for name, case in CASES.items() if case[0]["kind"] in {"Deployment", "StatefulSet"}}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request):
    return request.param


def test_there_are_pods_of_every_sort():
    kinds = {each["kind"] for each, _ in CASES.values()}
    assert kinds == {"Deployment", "StatefulSet", "Job", "Pod"}
    assert sum(variant.startswith("default:") for variant in CASES) == 7


def test_it_is_restricted(case):
    """As https://kubernetes.io/docs/concepts/security/pod-security-standards/ says for "Restricted", and stricter."""
    _, pod = case
    spec = pod["spec"]
    assert not {"hostNetwork", "hostPID", "hostIPC"} & spec.keys()
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] > 0
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert {key for volume in spec["volumes"] for key in volume} <= {"name", "emptyDir"}
    for container in containers(pod):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert all("hostPort" not in port for port in container.get("ports", []))


def test_it_gets_no_token_and_no_service_variables(case):
    _, pod = case
    assert pod["spec"]["automountServiceAccountToken"] is False
    assert pod["spec"]["enableServiceLinks"] is False


def test_every_container_is_bounded(case):
    _, pod = case
    for container in containers(pod):
        for bound in ("requests", "limits"):
            assert container["resources"][bound].keys() == {"cpu", "memory"}
    assert all("sizeLimit" in volume["emptyDir"] for volume in pod["spec"]["volumes"])


@pytest.mark.parametrize("_, pod", SERVING.values(), ids=SERVING.keys())
def test_every_serving_container_has_three_probes(_, pod):
    for container in pod["spec"]["containers"]:
        assert {"startupProbe", "readinessProbe", "livenessProbe"} <= container.keys()
        # What asks the database must not restart the pod: an outage would become a storm of restarts.
        paths = [container[probe].get("httpGet", {}).get("path") for probe in ("livenessProbe", "readinessProbe")]
        assert container["name"] == "postgresql" or paths[0] != paths[1]


def test_every_image_has_a_fixed_tag(case):
    _, pod = case
    for container in containers(pod):
        _, _, tag = container["image"].rpartition(":")
        assert tag and tag != "latest" and "/" not in tag


def test_secrets_come_key_by_key(case):
    """No `envFrom` of a Secret, and no value of one in plain text."""
    _, pod = case
    for container in containers(pod):
        assert all(source.keys() == {"configMapRef"} for source in container.get("envFrom", []))
        for variable in container.get("env", []):
            if "PASSWORD" in variable["name"] or "SECRET" in variable["name"]:
                assert "secretKeyRef" in variable["valueFrom"]


def test_no_variable_is_named_twice(case):
    _, pod = case
    for container in containers(pod):
        names = [variable["name"] for variable in container.get("env", [])]
        assert len(names) == len(set(names))


def test_only_the_frontend_knows_the_auth_secret(case):
    _, pod = case
    for container in containers(pod):
        names = {variable["name"] for variable in container.get("env", [])}
        assert ("AUTH_SECRET" in names) == (container["name"] == "frontend")


def test_every_mount_has_its_volume(case):
    each, pod = case
    volumes = {volume["name"] for volume in pod["spec"]["volumes"]}
    volumes |= {claim["metadata"]["name"] for claim in each.get("spec", {}).get("volumeClaimTemplates", [])}
    mounts = {mount["name"] for container in containers(pod) for mount in container["volumeMounts"]}
    assert mounts == volumes
