"""A person with a browser's manners, as far as HTTP goes: signs up, keeps the cookie, gets a token, has tasks."""

import json
import secrets
import urllib.error
import urllib.request

ORIGIN = "http://localhost:3000"


class Person:
    def __init__(self, email=None, password=None):
        self.email = email or f"lab-{secrets.token_hex(6)}@example.invalid"
        self.password = password or secrets.token_urlsafe(16)
        self._cookie = ""
        self._token = ""

    def sign_up(self):
        self._enter("/api/auth/sign-up/email", {"name": "Lab", "email": self.email, "password": self.password})
        return self

    def sign_in(self):
        self._enter("/api/auth/sign-in/email", {"email": self.email, "password": self.password})
        return self

    def add_task(self, title):
        return self.request("POST", "/api/backend/tasks", {"title": title})

    def tasks(self):
        return self.request("GET", "/api/backend/tasks")

    def titles(self):
        answer = self.tasks()
        listed = answer if isinstance(answer, list) else answer.get("items") or answer.get("tasks")
        return [task["title"] for task in listed]

    def request(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        _, answer = send(method, path, body, headers)
        return answer

    def fetch_token(self):
        _, answer = send("GET", "/api/auth/token", None, {"Cookie": self._cookie})
        self._token = answer["token"]

    def _enter(self, path, body):
        cookies, _ = send("POST", path, body, {})
        self._cookie = "; ".join(cookie.split(";")[0] for cookie in cookies)
        self.fetch_token()


def send(method, path, body, headers, timeout=15):
    """Cookies and JSON of the answer, over a new connection. Raises for 400 and above, and when there is no answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        ORIGIN + path, data, headers | {"Origin": ORIGIN, "Content-Type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=timeout) as response:
        text = response.read()
        is_json = response.headers.get_content_type() == "application/json"
        return response.headers.get_all("Set-Cookie") or [], json.loads(text) if is_json and text else {}


def status_of(method, path, headers=None):
    try:
        request = urllib.request.Request(ORIGIN + path, headers=headers or {}, method=method)
        with urllib.request.urlopen(request, timeout=15) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
