from uuid import uuid4

from prometheus_client.parser import text_string_to_metric_families

from tests.service import Service
from tests.user import User


def value(service: Service, name: str, **labels: str) -> float:
    samples = text_string_to_metric_families(service.get("/metrics").text)
    found = [
        sample.value
        for family in samples
        for sample in family.samples
        if (sample.name, sample.labels) == (name, labels)
    ]
    return found[0] if found else 0


def test_each_request_is_counted_by_method_route_and_status(service: Service, user: User) -> None:
    labels = {"method": "POST", "route": "/tasks", "status": "201"}
    before = value(service, "todo_http_requests_total", **labels)
    for _ in range(3):
        user.create()
    assert value(service, "todo_http_requests_total", **labels) == before + 3


def test_the_route_is_the_template_and_never_the_path(service: Service, user: User) -> None:
    labels = {"method": "GET", "route": "/tasks/{task_id}", "status": "404"}
    before = value(service, "todo_http_requests_total", **labels)
    unknown = [str(uuid4()) for _ in range(3)]
    for task in unknown:
        user.http.get(f"/tasks/{task}")
    service.get("/no/such/path")
    assert value(service, "todo_http_requests_total", **labels) == before + 3
    exposed = service.get("/metrics").text
    assert not any(task in exposed for task in unknown)
    assert "/no/such/path" not in exposed
    assert 'route="unmatched"' in exposed


def test_times_are_a_histogram(service: Service, user: User) -> None:
    labels = {"method": "POST", "route": "/tasks"}
    before = value(service, "todo_http_request_seconds_count", **labels)
    user.create()
    assert value(service, "todo_http_request_seconds_count", **labels) == before + 1
    assert value(service, "todo_http_request_seconds_bucket", **labels, le="+Inf") == before + 1
    assert value(service, "todo_http_request_seconds_sum", **labels) > 0


def test_only_5xx_answers_count_as_errors(service: Service, user: User) -> None:
    user.http.get("/tasks/not-an-id")
    assert value(service, "todo_http_errors_total", method="GET", route="/tasks/{task_id}") == 0


def test_unknown_methods_make_no_series_of_their_own(service: Service, user: User) -> None:
    user.http.request("PROPFIND", "/tasks")
    exposed = service.get("/metrics").text
    assert "PROPFIND" not in exposed
    assert 'method="OTHER"' in exposed


def test_the_process_is_measured_too(service: Service) -> None:
    assert value(service, "process_resident_memory_bytes") > 0
