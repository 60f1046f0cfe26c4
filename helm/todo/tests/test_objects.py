"""How the rendered objects fit together: selectors, ports, checksums, scaling, and what must not be in them."""

import re

import pytest
from chart import VARIANTS, manifest, name_of, objects, of_kind, pod_template

SELECTOR = {"app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"}
LOCAL_HOST = re.compile(r"localhost|127\.0\.0\.1|0\.0\.0\.0|[a-z0-9-]+-(frontend|backend|postgresql)")


@pytest.fixture(params=VARIANTS.values(), ids=VARIANTS.keys())
def rendered(request):
    return objects(*request.param)


def test_no_url_leaves_the_cluster(rendered):
    text = "\n".join(map(str, rendered))
    hosts = re.findall(r"[a-z]+://([^/\s:'\"}$]+)", text)
    assert hosts
    assert [host for host in hosts if not LOCAL_HOST.fullmatch(host)] == []


def test_no_secret_is_in_a_config_map(rendered):
    for config in of_kind(rendered, "ConfigMap"):
        assert not [name for name in config["data"] if re.search("SECRET|PASSWORD|TOKEN|KEY|DB_(HOST|USER|NAME)", name)]


def test_no_object_names_its_namespace(rendered):
    assert not [name_of(each) for each in rendered if "namespace" in each["metadata"]]


def test_no_two_objects_have_the_same_name(rendered):
    names = [name_of(each) for each in rendered]
    assert len(names) == len(set(names))


def test_every_object_has_the_recommended_labels(rendered):
    for each in rendered:
        assert (
            SELECTOR | {"helm.sh/chart", "app.kubernetes.io/version", "app.kubernetes.io/managed-by"}
            <= each["metadata"]["labels"].keys()
        )


def test_selectors_have_no_version_and_match_their_pods(rendered):
    for each in of_kind(rendered, "Deployment") + of_kind(rendered, "StatefulSet"):
        selector = each["spec"]["selector"]["matchLabels"]
        assert selector.keys() == SELECTOR
        assert selector.items() <= pod_template(each)["metadata"]["labels"].items()


def test_every_service_leads_to_a_port_of_its_pods(rendered):
    for service in of_kind(rendered, "Service"):
        pods = [
            pod
            for pod in map(pod_template, rendered)
            if pod and service["spec"]["selector"].items() <= pod["metadata"]["labels"].items()
        ]
        assert len(pods) == 1
        ports = {port["name"] for container in pods[0]["spec"]["containers"] for port in container["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports


def test_pods_start_anew_when_settings_or_secrets_change(rendered):
    for deployment in of_kind(rendered, "Deployment"):
        annotations = pod_template(deployment)["metadata"]["annotations"]
        assert all(len(annotations[f"checksum/{what}"]) == 64 for what in ("config", "secret"))


def test_both_deployments_see_the_same_secret(rendered):
    sums = {
        pod_template(each)["metadata"]["annotations"]["checksum/secret"] for each in of_kind(rendered, "Deployment")
    }
    assert len(sums) == 1


def test_an_upgrade_takes_no_pod_away_first(rendered):
    for deployment in of_kind(rendered, "Deployment"):
        assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
        spec = pod_template(deployment)["spec"]
        drain = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert spec["terminationGracePeriodSeconds"] >= drain + 20


def test_an_autoscaler_excludes_a_fixed_number(rendered):
    scaled = {each["spec"]["scaleTargetRef"]["name"] for each in of_kind(rendered, "HorizontalPodAutoscaler")}
    for deployment in of_kind(rendered, "Deployment"):
        assert ("replicas" in deployment["spec"]) != (deployment["metadata"]["name"] in scaled)


def test_a_budget_stands_only_above_one_pod(rendered):
    budgeted = {each["metadata"]["name"] for each in of_kind(rendered, "PodDisruptionBudget")}
    for deployment in of_kind(rendered, "Deployment"):
        assert (deployment["metadata"]["name"] in budgeted) == (deployment["spec"].get("replicas", 2) > 1)


def test_the_settings_change_the_checksum():
    def checksum(*values):
        deployment = next(each for each in objects(*values) if name_of(each) == "Deployment/todo-backend")
        return pod_template(deployment)["metadata"]["annotations"]["checksum/config"]

    assert checksum() == checksum(*VARIANTS["staging"])
    assert checksum() != checksum(*VARIANTS["dev"])


def test_two_releases_fit_into_one_namespace():
    one, other = (objects(release=release) for release in ("one", "other"))
    assert not {name_of(each) for each in one} & {name_of(each) for each in other}


def test_the_full_name_has_the_chart_in_it_once():
    assert "name: todo-frontend" in manifest(release="todo")
    assert "name: my-todo-frontend" in manifest(release="my-todo")
    assert "name: blue-todo-frontend" in manifest(release="blue")
