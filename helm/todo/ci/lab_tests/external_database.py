"""A release without PostgreSQL, on a database in another namespace that knows nothing of the chart."""

import secrets

import cluster
import install
import release
from cluster import is_ready, kubectl, pods

DATABASE = "todo-lab-database"
NAMESPACE = "todo-lab-external"
ROWS = "select (select count(*) from task) || ' ' || (select count(*) from \"user\")"


def check(report):
    password = secrets.token_urlsafe(24)
    run_database(password)
    cluster.make_namespace(NAMESPACE)
    cluster.apply(secret(NAMESPACE, "todo-secrets", db_password=password, auth_secret=secrets.token_urlsafe(48)))
    release.install(
        NAMESPACE,
        settings=[
            "frontend.service.type=ClusterIP",
            "postgresql.enabled=false",
            "existingSecret=todo-secrets",
            f"database.host=elsewhere.{DATABASE}.svc.cluster.local",
            "database.name=tasks",
            "database.user=keeper",
            f"networkPolicy.databasePeers[0].namespaceSelector.matchLabels.kubernetes\\.io/metadata\\.name={DATABASE}",
        ],
    )
    report.check("it is up on an external database", len(pods(NAMESPACE)) == 2 and all(map(is_ready, pods(NAMESPACE))))
    report.check("it has no volume of its own", not cluster.items("pvc", "-n", NAMESPACE))
    install.helm_test(report, NAMESPACE)
    rows = kubectl(
        "exec", "elsewhere", "-n", DATABASE, "--", "psql", "-h", "/tmp", "-U", "keeper", "tasks", "-Atc", ROWS
    )
    report.check(
        "its tables are in that database, and helm test left neither task nor account",
        rows.strip() == "0 0",
        rows.strip(),
    )
    release.helm("uninstall", "todo", "-n", NAMESPACE, "--wait")
    kubectl("delete", "namespace", NAMESPACE, DATABASE, "--wait=false")


def secret(namespace, name, **values):
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": name, "namespace": namespace},
        "stringData": values,
    }


def run_database(password):
    user, group = map(int, release.postgresql_user())
    cluster.make_namespace(DATABASE)
    container = {
        "name": "postgres",
        "image": "postgres:15",
        "env": [
            {"name": "POSTGRES_USER", "value": "keeper"},
            {"name": "POSTGRES_DB", "value": "tasks"},
            {"name": "POSTGRES_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "superuser", "key": "password"}}},
            {"name": "PGDATA", "value": "/data/pgdata"},
        ],
        "readinessProbe": {"exec": {"command": ["pg_isready", "-q", "-h", "127.0.0.1"]}, "periodSeconds": 2},
        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
        "volumeMounts": [{"name": "data", "mountPath": "/data"}],
    }
    labels = {"app": "elsewhere"}
    cluster.apply(
        secret(DATABASE, "superuser", password=password),
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": "elsewhere", "namespace": DATABASE, "labels": labels},
            "spec": {
                "securityContext": {
                    "runAsNonRoot": True,
                    "runAsUser": user,
                    "fsGroup": group,
                    "seccompProfile": {"type": "RuntimeDefault"},
                },
                "containers": [container],
                "volumes": [{"name": "data", "emptyDir": {}}],
            },
        },
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "elsewhere", "namespace": DATABASE},
            "spec": {"selector": labels, "ports": [{"port": 5432}]},
        },
    )
    kubectl("wait", "pod/elsewhere", "-n", DATABASE, "--for=condition=Ready", "--timeout=120s")
