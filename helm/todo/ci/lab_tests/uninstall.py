"""What an uninstall leaves, and that the next install under the same name finds the tasks again."""

import cluster
import release
from cluster import MAIN, kubectl
from todo_client import Person

GIVEN = {"configmap/kube-root-ca.crt", "serviceaccount/default"}
"""What Kubernetes itself puts into every namespace."""

KEPT = {"persistentvolumeclaim/data-todo-postgresql-0", "secret/todo"}


def check(report):
    person = Person().sign_up()
    person.add_task("still here after an uninstall")
    passwords = cluster.secret(MAIN, "todo")
    release.helm("uninstall", "todo", "-n", MAIN, "--wait", "--timeout", "3m")
    cluster.wait_for("the pods end", 90, lambda: not cluster.items("pods", "-n", MAIN))
    left = everything()
    report.check("uninstall leaves the volume, and the Secret that opens it", left == KEPT, ", ".join(sorted(left)))

    release.install(MAIN)
    report.check("the next install takes the same passwords", cluster.secret(MAIN, "todo") == passwords)
    titles = Person(person.email, person.password).sign_in().titles()
    report.check(
        "the account and the task are still there", titles == ["still here after an uninstall"], ", ".join(titles)
    )
    release.helm("uninstall", "todo", "-n", MAIN, "--wait", "--timeout", "3m")


def everything():
    """Every object in the namespace, of every kind that can be listed, but events and what Kubernetes itself made."""
    kinds = kubectl("api-resources", "--namespaced", "--verbs=list", "--output=name").split()
    kinds = [kind for kind in kinds if not kind.startswith("events") and ".metrics.k8s.io" not in kind]
    listed = kubectl("get", ",".join(kinds), "-n", MAIN, "--output=name", "--ignore-not-found").split()
    return {name.replace("persistentvolumeclaims", "persistentvolumeclaim") for name in listed} - GIVEN
