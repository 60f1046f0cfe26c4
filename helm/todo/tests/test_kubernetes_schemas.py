"""Every rendered object has only fields that Kubernetes 1.34 knows, with values of the right type."""

import kubernetes_validate
import pytest
from chart import KUBERNETES, OVERLAYS, VARIANTS, name_of, objects


@pytest.mark.parametrize("name", VARIANTS | OVERLAYS)
def test_every_object_fits_the_schema(name):
    rendered = objects(*(VARIANTS | OVERLAYS)[name])
    assert len(rendered) > 15
    for each in rendered:
        try:
            assert kubernetes_validate.validate(each, KUBERNETES, strict=True) == KUBERNETES
        except kubernetes_validate.ValidationError as error:
            pytest.fail(f"{name_of(each)}: {'.'.join(map(str, error.path))}: {error.message}")


@pytest.mark.parametrize(
    "fault, complaint", [({"replica": 2}, "'replica' was unexpected"), ({"replicas": "2"}, "'2' is not of type")]
)
def test_an_unknown_field_or_a_wrong_type_does_not_fit(fault, complaint):
    deployment = next(each for each in objects() if each["kind"] == "Deployment")
    deployment["spec"] |= fault
    with pytest.raises(kubernetes_validate.ValidationError, match=complaint):
        kubernetes_validate.validate(deployment, KUBERNETES, strict=True)


def test_an_unknown_field_deep_in_a_pod_does_not_fit():
    deployment = next(each for each in objects() if each["kind"] == "Deployment")
    deployment["spec"]["template"]["spec"]["containers"][0]["livenessProb"] = {}
    with pytest.raises(kubernetes_validate.ValidationError, match="livenessProb"):
        kubernetes_validate.validate(deployment, KUBERNETES, strict=True)
