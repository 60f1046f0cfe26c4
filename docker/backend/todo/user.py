"""The signed-in user, as a dependency of the routes that need one."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from todo.keys import KeysUnavailable
from todo.tokens import TokenRefused, Tokens

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]


def unauthorized(detail: str) -> HTTPException:
    return HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})


async def signed_in_user(request: Request, bearer: Bearer) -> str:
    tokens: Tokens = request.app.state.tokens
    if bearer is None:
        raise unauthorized("Sign in first: the request carries no bearer token.")
    try:
        return await tokens.user_of(bearer.credentials)
    except TokenRefused as refused:
        raise unauthorized(str(refused)) from None
    except KeysUnavailable as unavailable:
        raise HTTPException(503, str(unavailable), {"Retry-After": "5"}) from None


UserId = Annotated[str, Depends(signed_in_user)]
