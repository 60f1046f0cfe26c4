"""Requests without a pause, as a page and as an API client, each over a new connection; counts what went wrong."""

import threading
import time
import urllib.error
from collections import Counter

from todo_client import Person, send


class Load:
    def __init__(self, workers=4):
        self.requests = 0
        self.failures = Counter()
        self._person = Person().sign_up()
        self._person.add_task("under load")
        self._lock = threading.Lock()
        self._ending = threading.Event()
        calls = [self._page, self._health, self._person.tasks, self._add_and_delete]
        self._threads = [
            threading.Thread(target=self._repeat, args=(calls[number % len(calls)],), daemon=True)
            for number in range(workers)
        ]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ending.set()
        for thread in self._threads:
            thread.join(timeout=30)

    def _page(self):
        send("GET", "/sign-in", None, {})

    def _health(self):
        send("GET", "/api/healthz", None, {})

    def _add_and_delete(self):
        task = self._person.add_task("short-lived")
        self._person.request("DELETE", f"/api/backend/tasks/{task['id']}")

    def _repeat(self, call):
        while not self._ending.wait(0.05):
            failure = outcome(call)
            with self._lock:
                self.requests += 1
                if failure:
                    self.failures[f"{call.__name__.strip('_')}: {failure}"] += 1
                    print(f"{time.strftime('%X')} {call.__name__}: {failure}", flush=True)


def outcome(call):
    """None, or what a client sees when it went wrong."""
    try:
        call()
        return None
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read()[:120].decode(errors='replace')}"
    except Exception as error:  # any other failure is a lost request, too
        return str(error)
