"""A signed-up user with a client of his or her own."""

from typing import Any
from uuid import uuid4

import httpx

from tests.issuer import Issuer
from tests.postgres import Postgres
from tests.service import Service


class User:
    def __init__(self, postgres: Postgres, database: str, issuer: Issuer, service: Service) -> None:
        self.id = uuid4().hex
        postgres.sql(
            'INSERT INTO "user" ("id", "name", "email", "emailVerified") VALUES ($1, $2, $3, false)',
            self.id,
            "Somebody",
            f"{self.id}@example.test",
            database=database,
        )
        self.token = issuer.token(self.id)
        headers = {"Authorization": f"Bearer {self.token}"}
        self.http = httpx.Client(base_url=service.url, headers=headers, timeout=30)

    def create(self, **fields: Any) -> dict[str, Any]:
        response = self.http.post("/tasks", json={"title": "Water the plants", **fields})
        assert response.status_code == 201, response.text
        task: dict[str, Any] = response.json()
        return task

    def titles(self, **query: Any) -> list[str]:
        response = self.http.get("/tasks", params=query)
        assert response.status_code == 200, response.text
        return [task["title"] for task in response.json()["items"]]
