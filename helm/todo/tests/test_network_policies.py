"""The network policies open exactly the app's own edges. The table below is the whole of it."""

from chart import VARIANTS, objects, of_kind, pod_template

DNS = ("dns", 53)
EDGES = {
    ("frontend", "backend", 8000),
    ("frontend", "postgresql", 5432),
    ("backend", "frontend", 3000),  # the keys of tokens
    ("backend", "postgresql", 5432),
    ("migration", "postgresql", 5432),
    ("test", "frontend", 3000),
    ("test", "backend", 8000),
}
COMPONENT = "app.kubernetes.io/component"


def policies(*values):
    return of_kind(objects(*values), "NetworkPolicy")


def component(selector):
    return selector["matchLabels"].get(COMPONENT)


def ends(rules, side):
    """The (peer, port) pairs of a policy's rules; the peer "anywhere" is a rule without peers."""
    for rule in rules:
        for port in rule["ports"]:
            for peer in rule.get(side, [None]):
                if peer is None:
                    yield "anywhere", port["port"]
                elif "namespaceSelector" in peer:
                    assert peer["podSelector"]["matchLabels"] == {"k8s-app": "kube-dns"}
                    yield "dns", port["port"]
                else:
                    yield component(peer["podSelector"]), port["port"]


def test_everything_else_is_denied_to_every_pod():
    deny = next(each for each in policies() if each["metadata"]["name"] == "todo-default-deny")
    assert deny["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert not {"ingress", "egress"} & deny["spec"].keys()
    selector = deny["spec"]["podSelector"]["matchLabels"].items()
    pods = [pod for pod in map(pod_template, objects()) if pod]
    assert all(selector <= pod["metadata"]["labels"].items() for pod in pods)


def test_ways_out_are_the_edges_and_dns():
    for policy in policies():
        source = component(policy["spec"]["podSelector"])
        found = set(ends(policy["spec"].get("egress", []), "to"))
        wanted = {(to, port) for start, to, port in EDGES if start == source}
        assert found == (wanted | {DNS} if wanted else set()), source


def test_ways_in_are_the_edges_and_the_browser():
    for policy in policies():
        target = component(policy["spec"]["podSelector"])
        found = set(ends(policy["spec"].get("ingress", []), "from"))
        if target == "frontend":
            assert found == {("anywhere", 3000)}
        else:
            assert found == {(start, port) for start, to, port in EDGES if to == target}, target


def test_every_policy_decides_both_directions():
    assert all(each["spec"]["policyTypes"] == ["Ingress", "Egress"] for each in policies())


def test_an_external_database_is_reached_where_the_values_say():
    for policy in policies(*VARIANTS["external"]):
        ways = [rule for rule in policy["spec"].get("egress", []) if rule["ports"][0]["port"] == 6432]
        needed = component(policy["spec"]["podSelector"]) in {"frontend", "backend", "migration"}
        assert ways == (
            [{"to": [{"ipBlock": {"cidr": "10.1.2.3/32"}}], "ports": [{"protocol": "TCP", "port": 6432}]}]
            if needed
            else []
        )


def test_monitoring_reaches_the_backend_only_when_the_values_say_so():
    backend = next(
        each for each in policies(*VARIANTS["external-from-secret"]) if each["metadata"]["name"].endswith("-backend")
    )
    monitoring = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    assert monitoring in backend["spec"]["ingress"][0]["from"]
