"""Whom the pods of a namespace speak to, as the node sees it.

Two sources: the sockets of each pod, sampled, and the kernel's list of connections, which misses none that crosses the
node. Neither proves that nothing else was ever tried; together they show what was.
"""

import ipaddress
import re
import subprocess
import threading
from collections import Counter
from pathlib import Path

import cluster

SERVED = {3000, 8000, 5432}
"""A server that stops no longer listens, but still has its connections."""

FLOW = re.compile(r"\b(tcp|udp)\b.*?src=(\S+) dst=(\S+) sport=(\d+) dport=(\d+)")


class Watch:
    def __init__(self, namespace):
        self._namespace = namespace
        self._names = {}
        self._flows = Counter()
        self._samples = 0
        self._ending = threading.Event()

    def __enter__(self):
        self._learn_names()
        self._tracker = subprocess.Popen(
            ["conntrack", "--event", "--event-mask", "NEW"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read_flows, self._sample)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ending.set()
        self._tracker.terminate()
        for thread in self._threads:
            thread.join(timeout=10)
        self._learn_names()

    def tell(self, report):
        edges = Counter()
        for (source, target, port), count in self._flows.items():
            if source in self._ours() and self._name(target):
                edges[(self._name(source), self._name(target), port)] += count
        for (source, target, port), count in sorted(edges.items()):
            report.figure(f"{source} -> {target}:{port}", f"seen {count} times")
        strangers = self.strangers()
        report.check(
            "the pods spoke to the cluster's DNS and to each other only",
            not strangers and bool(edges),
            ", ".join(strangers),
        )
        report.note(
            f"connections: {self._samples} samples of the pods' sockets, and the kernel's list of new connections"
        )

    def strangers(self):
        """Where pods of the namespace went, or tried to go, that is neither in it nor the cluster's DNS."""
        flows = {
            (self._name(source), target, port)
            for source, target, port in self._flows
            if source in self._ours() and not self._name(target)
        }
        return sorted(f"{source} -> {target}:{port}" for source, target, port in flows)

    def _ours(self):
        return {address for address, (namespace, _) in self._names.items() if namespace == self._namespace}

    def _name(self, address):
        """What an address is called; None for one that is neither of this namespace nor of the cluster's DNS."""
        namespace, name = self._names.get(address, (None, None))
        return name if namespace in (self._namespace, "kube-system") else None

    def _learn_names(self):
        for pod in cluster.items("pods", "--all-namespaces"):
            labels = pod["metadata"].get("labels", {})
            name = labels.get("app.kubernetes.io/component") or labels.get("k8s-app")
            if "podIP" in pod["status"]:
                self._names[pod["status"]["podIP"]] = (pod["metadata"]["namespace"], name)
        for service in cluster.items("services", "--all-namespaces"):
            address = service["spec"].get("clusterIP", "None")
            if address != "None":
                self._names[address] = (service["metadata"]["namespace"], f"Service {service['metadata']['name']}")

    def _read_flows(self):
        for line in self._tracker.stdout:
            found = FLOW.search(line)
            if found:
                _, source, target, _, port = found.groups()
                self._flows[(source, target, int(port))] += 1

    def _sample(self):
        while not self._ending.wait(1):
            self._learn_names()
            for netns in Path("/run/netns").glob("cni-*"):
                for source, target, port in sockets(netns):
                    self._flows[(source, target, port)] += 1
            self._samples += 1


def sockets(netns):
    """The outgoing connections of one pod: those whose own port is none that it serves, nor listens on."""
    command = ["nsenter", f"--net={netns}", "cat", "/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6"]
    table = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = [line.split() for line in table.splitlines() if re.match(r"\s*\d+:", line)]
    serving = SERVED | {int(row[1].split(":")[1], 16) for row in rows if row[3] == "0A"}
    for row in rows:
        (source, source_port), (target, port) = row[1].split(":"), row[2].split(":")
        address = parse(target)
        if int(source_port, 16) not in serving and int(port, 16) and not address.is_loopback:
            yield str(parse(source)), str(address), int(port, 16)


def parse(text):
    """An address in /proc/net/tcp: hexadecimal words of 32 bits in the machine's byte order."""
    words = [bytes.fromhex(text[start : start + 8])[::-1] for start in range(0, len(text), 8)]
    address = ipaddress.ip_address(b"".join(words))
    return getattr(address, "ipv4_mapped", None) or address
