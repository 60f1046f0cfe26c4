"""What the cluster asks: alive, ready, and how it goes."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from todo.database import Database
from todo.errors import error_response
from todo.metrics import Metrics

router = APIRouter()


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Never asks the database: an outage there must not restart every pod here."""
    return {"status": "alive"}


@router.get("/readyz", response_model=None)
async def readyz(request: Request) -> Response | dict[str, str]:
    database: Database = request.app.state.database
    if await database.answers():
        return {"status": "ready"}
    return error_response(503, "Not ready: the database does not answer.")


@router.get("/metrics", response_class=Response)
async def metrics(request: Request) -> Response:
    own: Metrics = request.app.state.metrics
    return Response(generate_latest(own.registry), media_type=CONTENT_TYPE_LATEST)
