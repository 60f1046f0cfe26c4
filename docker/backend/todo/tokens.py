"""Who sends a request: the user that a good token names."""

import jwt

from todo.keys import PublicKeys

ALGORITHM = "EdDSA"
"""Never the one that a token's own header asks for."""
CLOCK_SKEW_SECONDS = 5


class TokenRefused(Exception):
    """The token is not good; the message says why, without a part of it."""


class Tokens:
    def __init__(self, keys: PublicKeys, issuer: str) -> None:
        self._keys = keys
        self._issuer = issuer

    async def user_of(self, token: str) -> str:
        key = await self._keys.find(key_id_of(token))
        if key is None:
            raise TokenRefused("The token's signing key is not known.")
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                issuer=self._issuer,
                audience=self._issuer,
                leeway=CLOCK_SKEW_SECONDS,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError:
            raise TokenRefused("The token has expired.") from None
        except jwt.PyJWTError:
            raise TokenRefused("The token is not valid here.") from None
        user_id: str = claims["sub"]
        if not user_id or not user_id.isprintable():
            raise TokenRefused("The token names no user.")
        return user_id


def key_id_of(token: str) -> str:
    """Refuses a wrong algorithm before any key is looked for."""
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise TokenRefused("The token cannot be read.") from None
    if header.get("alg") != ALGORITHM:
        raise TokenRefused(f"The token must be signed with {ALGORITHM}.")
    key_id = header.get("kid")
    if not isinstance(key_id, str) or not key_id:
        raise TokenRefused("The token names no signing key.")
    return key_id
