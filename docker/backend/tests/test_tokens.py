import base64
import hashlib
import hmac
import time
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from tests.issuer import Issuer, SigningKey, encoded
from tests.service import Service
from tests.user import User


def ask(service: Service, authorization: str | None) -> httpx.Response:
    headers = {} if authorization is None else {"Authorization": authorization}
    return service.get("/tasks", headers=headers)


def assert_refused(answer: httpx.Response, detail: str | None = None) -> None:
    assert answer.status_code == 401, answer.text
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]
    if detail is not None:
        assert answer.json()["detail"] == detail


def handmade(header: dict[str, Any], claims: dict[str, Any], signature: bytes = b"") -> str:
    return f"{encoded(header)}.{encoded(claims)}.{encoded(signature)}"


def hmac_signed(header: dict[str, Any], claims: dict[str, Any], secret: bytes) -> str:
    signed = f"{encoded(header)}.{encoded(claims)}".encode()
    return handmade(header, claims, hmac.new(secret, signed, hashlib.sha256).digest())


def test_a_good_token_is_taken(user: User, service: Service) -> None:
    assert ask(service, f"Bearer {user.token}").status_code == 200


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Basic dTpw", "Token abc"])
def test_no_bearer_token_is_no_entry(service: Service, authorization: str | None) -> None:
    assert_refused(ask(service, authorization))


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_no_method_works_without_a_token(service: Service, method: str) -> None:
    path = "/tasks" if method == "POST" else "/tasks/00000000-0000-4000-8000-000000000000"
    assert_refused(httpx.request(method, service.url + path, json={"title": "x"}))


@pytest.mark.parametrize("token", ["x", "a.b", "a.b.c", "..", "e30.e30.", "{}.{}.{}", "A" * 20_000])
def test_a_token_that_is_none_is_refused(service: Service, token: str) -> None:
    assert_refused(ask(service, f"Bearer {token}"))


def test_a_changed_signature_is_refused(user: User, service: Service) -> None:
    head, claims, signature = user.token.split(".")
    raw = bytearray(base64.urlsafe_b64decode(signature + "=="))
    raw[0] ^= 1
    assert_refused(ask(service, f"Bearer {head}.{claims}.{encoded(bytes(raw))}"))
    assert_refused(ask(service, f"Bearer {head}.{claims}."))


def test_changed_claims_under_an_old_signature_are_refused(user: User, issuer: Issuer, service: Service) -> None:
    head, _, signature = user.token.split(".")
    assert_refused(ask(service, f"Bearer {head}.{encoded(issuer.claims('somebody-else'))}.{signature}"))


def test_the_bypass_suffix_opens_nothing(user: User, service: Service) -> None:
    unsigned = user.token.rpartition(".")[0]
    for token in (f"{user.token}.bypass-signature", f"{unsigned}.bypass-signature", "bypass-signature"):
        assert_refused(ask(service, f"Bearer {token}"))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_alg_none_is_refused(user: User, issuer: Issuer, service: Service, algorithm: str) -> None:
    header = {"alg": algorithm, "typ": "JWT", "kid": issuer.key.id}
    assert_refused(ask(service, f"Bearer {handmade(header, issuer.claims(user.id))}"))


def test_hs256_with_the_public_key_as_secret_is_refused(user: User, issuer: Issuer, service: Service) -> None:
    header = {"alg": "HS256", "typ": "JWT", "kid": issuer.key.id}
    published = issuer.key.published()["x"]
    for secret in (issuer.key.public_pem(), published.encode(), base64.urlsafe_b64decode(published + "==")):
        token = hmac_signed(header, issuer.claims(user.id), secret)
        assert_refused(ask(service, f"Bearer {token}"), "The token must be signed with EdDSA.")
        relabelled = hmac_signed({**header, "alg": "EdDSA"}, issuer.claims(user.id), secret)
        assert_refused(ask(service, f"Bearer {relabelled}"), "The token is not valid here.")


def test_another_key_under_a_known_id_is_refused(user: User, issuer: Issuer, service: Service) -> None:
    forger = SigningKey()
    forger.id = issuer.key.id
    assert_refused(ask(service, f"Bearer {issuer.token(user.id, forger)}"), "The token is not valid here.")


def test_a_key_that_comes_with_the_token_is_not_used(user: User, issuer: Issuer, service: Service) -> None:
    forger = SigningKey()
    token = jwt.encode(
        issuer.claims(user.id),
        forger.private,
        algorithm="EdDSA",
        headers={"kid": forger.id, "jwk": forger.published(), "jku": "http://127.0.0.1:9/keys"},
    )
    assert_refused(ask(service, f"Bearer {token}"))


def test_rs256_is_refused(user: User, issuer: Issuer, service: Service) -> None:
    key = generate_private_key(65537, 2048)
    token = jwt.encode(issuer.claims(user.id), key, algorithm="RS256", headers={"kid": issuer.key.id})
    assert_refused(ask(service, f"Bearer {token}"), "The token must be signed with EdDSA.")


@pytest.mark.parametrize(
    "header", [{"alg": "EdDSA"}, {"alg": "EdDSA", "kid": 7}, {"alg": "EdDSA", "kid": ""}, {"kid": "k"}]
)
def test_a_header_without_key_id_or_algorithm_is_refused(
    user: User, issuer: Issuer, service: Service, header: dict[str, Any]
) -> None:
    assert_refused(ask(service, f"Bearer {handmade(header, issuer.claims(user.id), bytes(64))}"))


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": None},
        {"exp": "tomorrow"},
        {"iss": None},
        {"iss": "http://localhost:3000/"},
        {"iss": "https://evil.example"},
        {"aud": None},
        {"aud": "https://evil.example"},
        {"aud": ["https://evil.example"]},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "nul\0"},
        {"nbf": int(time.time()) + 3600},
        {"iat": int(time.time()) + 3600},
    ],
)
def test_a_missing_or_wrong_claim_is_refused(
    user: User, issuer: Issuer, service: Service, claims: dict[str, Any]
) -> None:
    assert_refused(ask(service, f"Bearer {issuer.token(user.id, **claims)}"))


def test_an_expired_token_is_refused_and_says_so(user: User, issuer: Issuer, service: Service) -> None:
    token = issuer.token(user.id, exp=int(time.time()) - 60)
    assert_refused(ask(service, f"Bearer {token}"), "The token has expired.")


def test_a_token_elsewhere_than_in_the_header_is_not_looked_at(user: User, service: Service) -> None:
    assert_refused(service.get(f"/tasks?token={user.token}&access_token={user.token}"))
    assert_refused(service.get("/tasks", headers={"Cookie": f"token={user.token}"}))
