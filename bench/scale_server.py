"""An API server of its own for a measurement: etcd and kube-apiserver on free ports, and nothing that acts."""
import base64
import contextlib
import http.client
import json
import os
import pathlib
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import zlib

LAB = pathlib.Path(os.environ.get("LAB_HOME") or pathlib.Path.home() / ".cache" / "lab")


def programs():
    """etcd, kube-apiserver and kubectl; ends the program where one is missing."""
    server = LAB / "bin" / "kube-apiserver"
    etcd = os.environ.get("ETCD") or shutil.which("etcd")
    kubectl = shutil.which("kubectl")
    if not server.exists():
        sys.exit(f"There is no {server}. Build the lab first, or set LAB_HOME to the folder it was built in.")
    if not etcd or not kubectl or not shutil.which("openssl"):
        sys.exit("etcd, kubectl and openssl must be on the PATH; ETCD may name another etcd.")
    return etcd, str(server), kubectl


def free_port():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


class Server:
    """Runs from `start` to `stop` in an empty folder, filled with objects before the API server comes up."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.etcd, self.program, _ = programs()
        self.etcd_port, self.port = free_port(), free_port()
        self.token = secrets.token_hex(16)
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self.processes = []

    def start(self, objects):
        """Returns how many there are, and how many bytes."""
        url = f"http://127.0.0.1:{self.etcd_port}"
        peer = f"http://127.0.0.1:{free_port()}"
        self.run("etcd", [self.etcd, "--data-dir", self.folder / "etcd", "--unsafe-no-fsync", "--log-level", "error",
                          "--quota-backend-bytes", str(8 << 30), "--max-txn-ops", "2048", "--max-request-bytes", str(32 << 20),
                          "--listen-client-urls", url, "--advertise-client-urls", url, "--listen-peer-urls", peer,
                          "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}"])
        self.wait("etcd", lambda: http_ok(http.client.HTTPConnection("127.0.0.1", self.etcd_port, timeout=5)))
        filled = self.fill(objects)
        self.certificate()
        self.run("kube-apiserver", [
            self.program, "--etcd-servers", url, "--secure-port", str(self.port), "--bind-address", "127.0.0.1",
            "--advertise-address", "192.0.2.1", "--endpoint-reconciler-type", "none", "--service-cluster-ip-range", "10.96.0.0/12",
            "--cert-dir", self.folder, "--tls-cert-file", self.folder / "server.crt",
            "--tls-private-key-file", self.folder / "server.key", "--service-account-issuer", "https://kubernetes.default.svc",
            "--service-account-key-file", self.folder / "server.key",
            "--service-account-signing-key-file", self.folder / "server.key", "--authorization-mode", "AlwaysAllow",
            "--token-auth-file", self.folder / "tokens", "--kubelet-preferred-address-types", "InternalIP"])
        self.wait("kube-apiserver", lambda: http_ok(self.connection(), "/readyz", self.headers))
        return filled

    def run(self, name, command):
        log = open(self.folder / f"{name}.log", "w", encoding="utf-8")
        self.processes.append(subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log,
                                               stderr=subprocess.STDOUT, start_new_session=True))

    def wait(self, name, ready):
        for _ in range(600):
            if self.processes[-1].poll() is not None:
                break
            with contextlib.suppress(OSError, http.client.HTTPException):
                if ready():
                    return
            time.sleep(0.2)
        log = (self.folder / f"{name}.log").read_text(errors="replace")
        raise RuntimeError(f"{name} did not come up. The end of its log:\n{log[-2000:]}")

    def fill(self, objects):
        """Straight into etcd, as JSON: the API server reads it as well as its own form."""
        connection = http.client.HTTPConnection("127.0.0.1", self.etcd_port)
        count, size, batch = 0, 0, []

        def flush():
            connection.request("POST", "/v3/kv/txn", json.dumps({"success": batch}))
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"etcd took no objects: {answer.status} {body[:300]!r}")
            batch.clear()

        for key, value in objects:
            text = json.dumps(value, separators=(",", ":")).encode()
            count, size = count + 1, size + len(text)
            batch.append({"requestPut": {"key": base64.b64encode(f"/registry/{key}".encode()).decode(),
                                         "value": base64.b64encode(text).decode()}})
            if len(batch) == 1000:
                flush()
        if batch:
            flush()
        return count, size

    def certificate(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out",
                        "server.crt", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"],
                       cwd=self.folder, check=True, capture_output=True)
        (self.folder / "tokens").write_text(f"{self.token},scale,scale,system:masters\n")

    def kubeconfig(self, port):
        path = self.folder / f"kubeconfig-{port}"
        path.write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "scale",
            "clusters": [{"name": "scale", "cluster": {"server": f"https://127.0.0.1:{port}",
                                                       "certificate-authority": str(self.folder / "server.crt")}}],
            "users": [{"name": "scale", "user": {"token": self.token}}],
            "contexts": [{"name": "scale", "context": {"cluster": "scale", "user": "scale"}}]}))
        return str(path)

    def connection(self):
        context = ssl.create_default_context(cafile=self.folder / "server.crt")
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=context, timeout=60)

    def fetch_pods(self):
        """The bare fetch: the pods as kubectl asks for them, in pages of 500 with gzip, thrown away. Their number."""
        connection, pods, more = self.connection(), 0, ""
        while True:
            connection.request("GET", f"/api/v1/pods?limit=500{more}", headers=self.headers | {
                "Accept": "application/json", "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"The bare fetch failed: {answer.status} {body[:300]!r}")
            if answer.getheader("Content-Encoding") == "gzip":
                body = zlib.decompress(body, 31)
            pods += body.count(b'"podIP":') + body.count(b'"Unschedulable"')
            start = body.find(b'"continue":"', 0, 4096)
            if start < 0:
                return pods
            more = "&continue=" + body[start + 12:body.index(b'"', start + 12)].decode()

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def http_ok(connection, path="/health", headers=None):
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().status == 200


class Counter:
    """Passes connections on to a port of this machine, and counts the bytes that come back, TLS and all."""

    def __init__(self, target):
        self.target, self.fetched, self.lock = target, 0, threading.Lock()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            upstream = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.pass_on, args=(client, upstream, False), daemon=True).start()
            threading.Thread(target=self.pass_on, args=(upstream, client, True), daemon=True).start()

    def pass_on(self, source, sink, counted):
        with contextlib.suppress(OSError):
            while piece := source.recv(1 << 18):
                if counted:
                    with self.lock:
                        self.fetched += len(piece)
                sink.sendall(piece)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.server.close()
