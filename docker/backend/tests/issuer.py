"""Stands in for the frontend: Ed25519 keys, a JWKS address on the loopback, and tokens like better-auth's."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import OKPAlgorithm

APP_URL = "http://localhost:3000"


class SigningKey:
    def __init__(self) -> None:
        self.id = uuid4().hex
        self.private = Ed25519PrivateKey.generate()

    def published(self) -> dict[str, Any]:
        jwk = OKPAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**jwk, "kid": self.id, "alg": "EdDSA"}

    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


class Issuer:
    def __init__(self) -> None:
        self.key = SigningKey()
        self.answer: bytes | None = None
        self.status = 200
        self.fetches = 0
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.fetches += 1
                body = issuer.answer or json.dumps({"keys": [issuer.key.published()]}).encode()
                self.send_response(issuer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._handler = Handler
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/api/auth/jwks"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,)).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def go_down(self) -> None:
        self.__exit__()

    def come_back(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler)
        self.__enter__()

    def rotate(self) -> None:
        self.key = SigningKey()

    def token(self, user_id: str, key: SigningKey | None = None, **changed: Any) -> str:
        key = key or self.key
        return jwt.encode(self.claims(user_id, **changed), key.private, algorithm="EdDSA", headers={"kid": key.id})

    def claims(self, user_id: str, **changed: Any) -> dict[str, Any]:
        """What better-auth puts in; a change to `None` leaves the claim out."""
        now = int(time.time())
        claims = {"sub": user_id, "iss": APP_URL, "aud": APP_URL, "iat": now, "exp": now + 900} | changed
        return {name: value for name, value in claims.items() if value is not None}


def encoded(part: dict[str, Any] | bytes) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
