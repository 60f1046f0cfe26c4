"""Wrong values are refused with a message that says which value, and what would be right; right ones pass."""

import json

import pytest
from chart import helm

GOOD = [
    {"frontend.replicas": 0},
    {"frontend.replicas": 100},
    {"appUrl": "https://todo.example.com"},
    {"appUrl": "http://localhost:8080"},
    {"frontend.image.repository": "registry.example.com:5000/team/todo-frontend"},
    {"frontend.image.repository": "localhost:5000/todo"},
    {"frontend.image.tag": "sha-1a2b3c"},
    {"frontend.service.type": "ClusterIP"},
    {"frontend.service.nodePort": 0},
    {"frontend.service.nodePort": 3000},
    {"backend.service.targetPort": 8000},
    {"backend.podDisruptionBudget.maxUnavailable": "50%"},
    {"backend.resources.limits.cpu": 2},
    {"backend.resources.requests.cpu": "0.5"},
    {"backend.resources.limits.memory": "1Gi"},
    {"existingSecret": "todo-secrets"},
    {"postgresql.enabled": False, "existingSecret": "s", "networkPolicy.enabled": False},
    {
        "postgresql.enabled": False,
        "existingSecret": "s",
        "networkPolicy.databasePeers": [{"ipBlock": {"cidr": "fd00::1/128"}}],
    },
    {"serviceAccount.create": False},
    {"networkPolicy.dnsPeers": [{"ipBlock": {"cidr": "169.254.20.10/32"}}]},
    {"frontend.autoscaling.enabled": True, "frontend.autoscaling.minReplicas": 4},
    {"commonLabels": {"team": "web", "example.com/cost": ""}},
    {"frontend.extraEnv": {"NODE_OPTIONS": "--trace-warnings"}},
]

REFUSED_BY_SCHEMA = [
    ({"frontend.replica": 2}, "at '/frontend': additional properties 'replica' not allowed"),
    ({"fronted.replicas": 2}, "additional properties 'fronted' not allowed"),
    ({"frontend.service.nodeport": 3000}, "at '/frontend/service': additional properties 'nodeport' not allowed"),
    ({"frontend.replicas": -1}, "at '/frontend/replicas': minimum: got -1, want 0"),
    ({"frontend.replicas": "2"}, "at '/frontend/replicas': got string, want integer"),
    ({"frontend.replicas": 101}, "at '/frontend/replicas': maximum: got 101, want 100"),
    ({"logLevel": "loud"}, "at '/logLevel': value must be one of 'debug', 'info', 'warn', 'error'"),
    ({"appUrl": "http://localhost:3000/"}, "at '/appUrl': 'http://localhost:3000/' does not match pattern"),
    ({"appUrl": "localhost:3000"}, "at '/appUrl': 'localhost:3000' does not match pattern"),
    ({"existingSecret": "My_Secret"}, "at '/existingSecret': 'My_Secret' does not match pattern"),
    ({"frontend.image.repository": "todo:1.0"}, "at '/frontend/image/repository': 'todo:1.0' does not match pattern"),
    ({"frontend.image.tag": 1.0}, "at '/frontend/image/tag': got number, want string"),
    ({"frontend.image.pullPolicy": "Sometimes"}, "at '/frontend/image/pullPolicy': value must be one of"),
    ({"frontend.service.type": "Ingress"}, "at '/frontend/service/type': value must be one of"),
    ({"frontend.service.nodePort": 70000}, "at '/frontend/service/nodePort': maximum"),
    ({"frontend.service.targetPort": "Http!"}, "at '/frontend/service/targetPort'"),
    ({"backend.service.port": 0}, "at '/backend/service/port': minimum: got 0, want 1"),
    ({"database.port": "5432"}, "at '/database/port': got string, want integer"),
    ({"database.host": "postgres://db"}, "at '/database/host': 'postgres://db' does not match pattern"),
    ({"database.user": "todo; drop"}, "at '/database/user'"),
    (
        {"database.sslMode": "prefer"},
        "at '/database/sslMode': value must be one of 'disable', 'require', 'verify-full'",
    ),
    ({"database.password": "x"}, "at '/database': additional properties 'password' not allowed"),
    ({"frontend.resources.limits.memory": 512}, "at '/frontend/resources/limits/memory': got number, want string"),
    (
        {"frontend.resources.limits.memory": "512MB"},
        "at '/frontend/resources/limits/memory': '512MB' does not match pattern",
    ),
    ({"backend.resources.limits": None}, "missing property 'limits'"),
    ({"backend.resources.requests.cpu": "fast"}, "at '/backend/resources/requests/cpu'"),
    ({"backend.podDisruptionBudget.maxUnavailable": 0}, "maxUnavailable': minimum: got 0, want 1"),
    ({"backend.drainSeconds": 0}, "at '/backend/drainSeconds': minimum"),
    ({"backend.probes.liveness.periodSeconds": 0}, "at '/backend/probes/liveness/periodSeconds': minimum"),
    (
        {"backend.probes.liveness.httpGet": {}},
        "at '/backend/probes/liveness': additional properties 'httpGet' not allowed",
    ),
    ({"backend.extraEnv": {"WORKERS": 2}}, "at '/backend/extraEnv/WORKERS': got number, want string"),
    ({"backend.extraEnv": {"1ST": "x"}}, "at '/backend/extraEnv': additional properties '1ST' not allowed"),
    ({"backend.tolerations": [{"effekt": "NoSchedule"}]}, "additional properties 'effekt' not allowed"),
    ({"backend.affinity": {"nodeAffinty": {}}}, "additional properties 'nodeAffinty' not allowed"),
    ({"postgresql.runAsUser": 0}, "at '/postgresql/runAsUser': minimum: got 0, want 1"),
    ({"postgresql.image.tag": ""}, "at '/postgresql/image/tag': minLength"),
    ({"postgresql.persistence.size": "big"}, "at '/postgresql/persistence/size': 'big' does not match pattern"),
    ({"postgresql.enabled": "no"}, "at '/postgresql/enabled': got string, want boolean"),
    ({"networkPolicy.dnsPeers": []}, "at '/networkPolicy/dnsPeers': minItems"),
    ({"networkPolicy.databasePeers": [{}]}, "at '/networkPolicy/databasePeers/0': minProperties"),
    ({"networkPolicy.databasePeers": [{"ipBlock": {"cidr": "10.1.2.3"}}]}, "'10.1.2.3' does not match pattern"),
    ({"imagePullSecrets": ["registry"]}, "at '/imagePullSecrets/0': got string, want object"),
]

REFUSED_BY_RULE = [
    (
        {"frontend.image.tag": "latest"},
        'frontend.image.tag is "latest", which means another image tomorrow, and no way back. Name a fixed tag.',
    ),
    ({"postgresql.image.tag": "latest"}, 'postgresql.image.tag is "latest"'),
    ({"database.host": "db"}, "Set postgresql.enabled to false to use the external one, or leave database.host empty."),
    ({"database.port": 6432}, "the chart's own PostgreSQL listens on 5432"),
    ({"database.sslMode": "require"}, "the chart's own PostgreSQL speaks no TLS"),
    ({"postgresql.enabled": False}, "existingSecret is empty"),
    (
        {"postgresql.enabled": False, "existingSecret": "s"},
        "networkPolicy.databasePeers is empty, so that no pod could reach the database",
    ),
    (
        {"backend.autoscaling.enabled": True, "backend.autoscaling.minReplicas": 5},
        "backend.autoscaling.minReplicas is 5, more than maxReplicas, 4",
    ),
    ({"frontend.extraEnv": {"DB_PASSWORD": "x"}}, "frontend.extraEnv has DB_PASSWORD, which looks like a secret"),
    ({"backend.extraEnv": {"SOME_API_KEY": "x"}}, "backend.extraEnv has SOME_API_KEY, which looks like a secret"),
    ({"backend.extraEnv": {"LOG_LEVEL": "debug"}}, "backend.extraEnv has LOG_LEVEL, which the chart sets itself"),
    (
        {"commonLabels": {"app.kubernetes.io/name": "x"}},
        "commonLabels has app.kubernetes.io/name, which the chart sets itself",
    ),
    ({"frontend.podLabels": {"helm.sh/chart": "x"}}, "frontend.podLabels has helm.sh/chart"),
]


def render(values, *arguments):
    assignments = [f"{path}={json.dumps(value)}" for path, value in values.items()]
    return helm("template", "todo", ".", *arguments, *(word for each in assignments for word in ("--set-json", each)))


@pytest.mark.parametrize("values", GOOD, ids=str)
def test_right_values_render(values):
    result = render(values)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("values, message", REFUSED_BY_SCHEMA, ids=str)
def test_the_schema_refuses(values, message):
    result = render(values)
    assert result.returncode != 0
    assert message in result.stderr


@pytest.mark.parametrize("values, message", REFUSED_BY_RULE, ids=str)
def test_a_rule_refuses(values, message):
    result = render(values)
    assert result.returncode != 0
    assert message in result.stderr


def test_an_old_kubernetes_is_refused():
    result = render({}, "--kube-version", "1.29")
    assert "Kubernetes is v1.29, but this chart needs 1.30 or newer" in result.stderr
    assert render({}, "--kube-version", "1.30").returncode == 0


def test_names_leave_room_for_what_kubernetes_appends():
    rendered = helm("template", "r" * 53, ".").stdout
    names = [line.split()[-1] for line in rendered.splitlines() if line.startswith("  name: ")]
    assert max(map(len, names)) <= 63
    assert (
        max(len(name) for name in names if name.endswith("-postgresql")) <= 52
    )  # plus "-" and a hash of 10 in a label
