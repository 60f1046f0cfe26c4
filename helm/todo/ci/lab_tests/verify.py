"""The checks that the repository's project file declares, run by Shipmate against the release."""

import json

import cluster
from cluster import MAIN, REPOSITORY


def check(report):
    result = cluster.run(
        REPOSITORY / "shipmate",
        "verify",
        "--project",
        REPOSITORY / "shipmate.yaml",
        "--namespace",
        MAIN,
        "--restarts",
        "--quiet",
        "--output",
        "json",
        check=False,
    )
    checks = json.loads(result.stdout)["checks"] if result.stdout.startswith("{") else []
    for one in checks:
        print(f"  {one['outcome']:<10} {one['name']}")
        if one["outcome"] != "passed":
            print("             " + "; ".join(str(one[key]) for key in ("expected", "seen", "reason") if key in one))
    count = {word: sum(one["outcome"] == word for one in checks) for word in ("passed", "failed", "notChecked")}
    report.check(
        "`shipmate verify --restarts` passes", result.returncode == 0 and count["passed"] > 25, f"{count} {result.stderr}"
    )
