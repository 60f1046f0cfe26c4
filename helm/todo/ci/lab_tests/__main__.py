"""Runs the topics one after the other and ends with a report; exit code 1 if anything failed."""

import sys

import broken
import browser
import cluster
import existing_secret
import external_database
import images
import install
import network
import secrets_hunt
import uninstall
import upgrade
import verify
from report import Report

TOPICS = {
    "images": images.check,
    "install": install.check,
    "browser": browser.check,
    "network": network.check,
    "verify": verify.check,
    "upgrade": upgrade.check,
    "secrets": secrets_hunt.check,
    "broken": broken.check,
    "existing-secret": existing_secret.check,
    "external-database": external_database.check,
    "uninstall": uninstall.check,
}


def main(names):
    if names == ["list"]:
        print("\n".join(TOPICS))
        return 0
    unknown = [name for name in names if name not in TOPICS]
    if unknown:
        print(f"There is no topic {', '.join(unknown)}. Take one of: {', '.join(TOPICS)}.", file=sys.stderr)
        return 2
    report = Report()
    for name in names or TOPICS:
        report.topic(name, TOPICS[name])
    if not names:
        cluster.sweep()
    report.print()
    return 0 if report.passed else 1


sys.exit(main(sys.argv[1:]))
