"""The frontend's public keys (JWKS), fetched when needed and kept for a few minutes."""

import asyncio
from time import monotonic

import httpx
import jwt
import structlog

TRUSTED_SECONDS = 300
"""Then the keys are fetched again, so that a withdrawn one does not live on."""
PAUSE_SECONDS = 3
"""At least this long between two fetches: tokens with invented key ids must not become load on the frontend."""
FETCH_SECONDS = 2

log = structlog.stdlib.get_logger(__name__)


class KeysUnavailable(Exception):
    """The keys cannot be fetched; the message names their address and why."""


class PublicKeys:
    def __init__(self, url: str) -> None:
        self._url = url
        self._client = httpx.AsyncClient(timeout=FETCH_SECONDS, trust_env=False, follow_redirects=False)
        self._lock = asyncio.Lock()
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self._failure: str | None = None

    async def find(self, key_id: str) -> jwt.PyJWK | None:
        if key := self._known(key_id):
            return key
        async with self._lock:
            if key := self._known(key_id):  # another request fetched while this one waited
                return key
            if not younger(self._tried, PAUSE_SECONDS):
                await self._fetch()
            if self._failure is not None:
                raise KeysUnavailable(f"The signing keys cannot be fetched from {self._url}: {self._failure}.")
            return self._known(key_id)

    def _known(self, key_id: str) -> jwt.PyJWK | None:
        return self._keys.get(key_id) if younger(self._fetched, TRUSTED_SECONDS) else None

    async def _fetch(self) -> None:
        self._tried = monotonic()
        try:
            async with asyncio.timeout(FETCH_SECONDS):  # httpx's own limit is for each read, not for all
                response = await self._client.get(self._url)
            self._keys = parse(response)
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            self._failure = str(error) or type(error).__name__
            log.warning("signing keys cannot be fetched", url=self._url, reason=self._failure)
        else:
            self._failure = None
            self._fetched = monotonic()
            log.info("signing keys fetched", url=self._url, keys=len(self._keys))

    async def close(self) -> None:
        await self._client.aclose()


def younger(since: float | None, seconds: float) -> bool:
    return since is not None and monotonic() - since < seconds


def parse(response: httpx.Response) -> dict[str, jwt.PyJWK]:
    """The Ed25519 keys by id. Others are left out: no token of theirs would be taken."""
    if response.status_code != httpx.codes.OK:
        raise ValueError(f"it answered {response.status_code}")
    try:
        listed = response.json()["keys"]
        found = [key for key in listed if (key["kty"], key.get("crv")) == ("OKP", "Ed25519")]
        return {key["kid"]: jwt.PyJWK(key, algorithm="EdDSA") for key in found}
    except (ValueError, KeyError, TypeError, jwt.PyJWTError) as error:
        raise ValueError("its answer is not a JSON Web Key Set") from error
