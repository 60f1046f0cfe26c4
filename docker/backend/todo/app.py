"""The composition root: makes the parts from the settings and wires them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from todo import health_routes, task_routes
from todo.access import Access
from todo.body_limit import BodyLimit
from todo.database import Database
from todo.errors import Unexpected, register_handlers
from todo.keys import PublicKeys
from todo.metrics import Metrics
from todo.request_id import HEADER, RequestId
from todo.settings import Settings
from todo.tokens import Tokens


def create_app(settings: Settings) -> FastAPI:
    metrics = Metrics()
    database = Database(settings)
    keys = PublicKeys(settings.jwks_url)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await keys.close()
        await database.close()

    app = FastAPI(
        title="Todo",
        lifespan=lifespan,
        middleware=[  # the first is outermost
            Middleware(RequestId),
            Middleware(Access, metrics=metrics),
            Middleware(
                CORSMiddleware,
                allow_origins=[settings.app_url],
                allow_methods=["GET", "POST", "PATCH", "DELETE"],
                allow_headers=["Authorization", "Content-Type", HEADER],
                expose_headers=["Location", HEADER],
            ),
            Middleware(Unexpected),
            Middleware(BodyLimit),
        ],
        redirect_slashes=False,
        openapi_url=None,  # the pages that show it load scripts from elsewhere
    )
    app.state.metrics = metrics
    app.state.database = database
    app.state.tokens = Tokens(keys, settings.app_url)
    register_handlers(app)
    app.include_router(health_routes.router)
    app.include_router(task_routes.router)
    return app
