"""The browser test at http://localhost:3000, with the pods' connections watched meanwhile."""

import re
import time

import cluster
from cluster import MAIN, REPOSITORY, environment
from connections import Watch

RESTART = (
    f"kubectl -n {MAIN} delete pod -l app.kubernetes.io/component=backend --wait=true"
    f" && kubectl -n {MAIN} rollout status deployment/todo-backend --timeout=180s"
)
FRONTEND = "app.kubernetes.io/component=frontend"


def check(report):
    started = time.monotonic()
    with Watch(MAIN) as watch:
        result = cluster.run(
            REPOSITORY / "docker/frontend/e2e/run",
            check=False,
            env=environment(BASE_URL="http://localhost:3000", RESTART_BACKEND=RESTART),
        )
    output = result.stdout + result.stderr
    print(output)
    if result.returncode != 0:
        print(cluster.run("kubectl", "-n", MAIN, "logs", "-l", FRONTEND, "--tail=30", check=False).stdout)
    report.check(
        "the browser test passes at http://localhost:3000",
        result.returncode == 0,
        f"{time.monotonic() - started:.0f} s",
    )
    report.check("it restarted the backend and found the task again", "RESTART_BACKEND is not set" not in output)
    hosts = {host for line in re.findall(r"hosts asked by the browser: (.*)", output) for host in line.split(", ")}
    report.check("the browser asked localhost only", hosts == {"localhost:3000"}, ", ".join(sorted(hosts)))
    watch.tell(report)
