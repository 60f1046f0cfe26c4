"""The objects of a made-up large cluster, as an API server keeps them in etcd.

Fifty pods in each namespace, in five deployments; a hundred on each node. One deployment of each twenty namespaces is
broken: it crashes, names an image that is not there, or asks for more than any node has.
"""
import datetime

NAMES = ["backend", "frontend", "orders", "search", "worker"]
TROUBLES = ["crash", "image", "pending"]
NOW = datetime.datetime.now(datetime.timezone.utc)


def ago(minutes):
    return (NOW - datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def uid(*parts):
    text = format(abs(hash(parts)) * 0x9E3779B97F4A7C15 % 2**128, "032x")
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-8{text[17:20]}-{text[20:]}"


def managed(manager, fields, subresource=None):
    entry = {"manager": manager, "operation": "Update", "apiVersion": "v1", "time": ago(900), "fieldsType": "FieldsV1",
             "fieldsV1": fields}
    return entry | ({"subresource": subresource} if subresource else {})


def named(*fields):
    return {"f:" + field: {} for field in fields}


def meta(namespace, name, labels=None, owner=None):
    data = {"name": name, "uid": uid(namespace, name), "creationTimestamp": ago(1440), "labels": labels or {}}
    if namespace:
        data["namespace"] = namespace
    if owner:
        api, kind, owner_name = owner
        data["ownerReferences"] = [{"apiVersion": api, "kind": kind, "name": owner_name, "uid": uid(namespace, owner_name),
                                    "controller": True, "blockOwnerDeletion": True}]
    return data


def container(app, trouble):
    probe = {"httpGet": {"path": "/healthz", "port": 8080, "scheme": "HTTP"}, "timeoutSeconds": 1, "periodSeconds": 10,
             "successThreshold": 1, "failureThreshold": 3}
    return {
        "name": app,
        "image": f"registry.example/shop/{app}:{'v9-typo' if trouble == 'image' else 'v1.4.2'}",
        "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"}],
        "env": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "DATABASE_HOST", "value": "postgres"},
                {"name": "DATABASE_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "database", "key": "password"}}}],
        "resources": {"requests": {"cpu": "640" if trouble == "pending" else "50m", "memory": "64Mi"},
                      "limits": {"memory": "256Mi"}},
        "readinessProbe": probe, "livenessProbe": probe,
        "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
        "imagePullPolicy": "IfNotPresent",
    }


def pod_spec(app, trouble):
    return {"containers": [container(app, trouble)], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
            "dnsPolicy": "ClusterFirst", "serviceAccountName": "default", "serviceAccount": "default",
            "securityContext": {}, "schedulerName": "default-scheduler"}


def pod_managed(app):
    probe = {".": {}, **named("failureThreshold", "periodSeconds", "successThreshold", "timeoutSeconds"),
             "f:httpGet": {".": {}, **named("path", "port", "scheme")}}
    fields = {
        "f:metadata": {"f:generateName": {}, "f:labels": {".": {}, **named("app", "pod-template-hash")},
                       "f:ownerReferences": {".": {}, 'k:{"uid":"%s"}' % uid(app): {}}},
        "f:spec": {
            "f:containers": {'k:{"name":"%s"}' % app: {
                ".": {}, **named("image", "imagePullPolicy", "name", "terminationMessagePath", "terminationMessagePolicy"),
                "f:env": {".": {}, **{'k:{"name":"%s"}' % name: {".": {}, **named("name", "value")}
                                      for name in ("LOG_LEVEL", "DATABASE_HOST", "DATABASE_PASSWORD")}},
                "f:livenessProbe": probe, "f:readinessProbe": probe,
                "f:ports": {".": {}, 'k:{"containerPort":8080,"protocol":"TCP"}': {
                    ".": {}, **named("containerPort", "name", "protocol")}},
                "f:resources": {".": {}, "f:limits": {".": {}, "f:memory": {}},
                                "f:requests": {".": {}, **named("cpu", "memory")}}}},
            **named("dnsPolicy", "enableServiceLinks", "restartPolicy", "schedulerName", "securityContext",
                    "terminationGracePeriodSeconds")}}
    conditions = {'k:{"type":"%s"}' % kind: {".": {}, **named("lastProbeTime", "lastTransitionTime", "status", "type")}
                  for kind in ("ContainersReady", "Initialized", "PodReadyToStartContainers", "Ready")}
    status = {"f:status": {"f:conditions": conditions, "f:podIPs": {".": {}, 'k:{"ip":"10.1.2.3"}': {".": {}, "f:ip": {}}},
                           **named("containerStatuses", "hostIP", "hostIPs", "phase", "podIP", "startTime")}}
    return [managed("kube-controller-manager", fields), managed("kubelet", status, "status")]


def container_status(app, trouble):
    state, last, restarts = {"running": {"startedAt": ago(1400)}}, {}, 0
    if trouble == "crash":
        restarts = 41
        state = {"waiting": {"reason": "CrashLoopBackOff",
                             "message": f"back-off 5m0s restarting failed container={app}"}}
        last = {"terminated": {"exitCode": 1, "reason": "Error", "startedAt": ago(4), "finishedAt": ago(3),
                               "containerID": "containerd://" + "0" * 64}}
    elif trouble == "image":
        state = {"waiting": {"reason": "ImagePullBackOff", "message":
                 f'Back-off pulling image "registry.example/shop/{app}:v9-typo": not found'}}
    return {"name": app, "state": state, "lastState": last, "ready": not trouble, "restartCount": restarts,
            "started": not trouble, "image": f"registry.example/shop/{app}:v1.4.2",
            "imageID": f"registry.example/shop/{app}@sha256:" + "a" * 64, "containerID": "containerd://" + "b" * 64}


def pod_status(app, trouble, ip):
    if trouble == "pending":
        return {"phase": "Pending", "qosClass": "Burstable", "conditions": [
            {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "lastProbeTime": None,
             "lastTransitionTime": ago(1400), "message": "0/100 nodes are available: 100 Insufficient cpu."}]}
    ready = "False" if trouble else "True"
    states = {"PodReadyToStartContainers": "True", "Initialized": "True", "Ready": ready, "ContainersReady": ready,
              "PodScheduled": "True"}
    return {"phase": "Pending" if trouble == "image" else "Running", "qosClass": "Burstable", "startTime": ago(1400),
            "hostIP": "127.0.0.1", "hostIPs": [{"ip": "127.0.0.1"}], "podIP": ip, "podIPs": [{"ip": ip}],
            "conditions": [{"type": kind, "status": state, "lastProbeTime": None, "lastTransitionTime": ago(1400)}
                           for kind, state in states.items()],
            "containerStatuses": [container_status(app, trouble)]}


def pod(namespace, app, replica_set, number, node, trouble):
    name = f"{replica_set}-{number % 32 ** 5:05x}"
    data = meta(namespace, name, {"app": app, "pod-template-hash": replica_set.rsplit("-", 1)[1]},
                ("apps/v1", "ReplicaSet", replica_set))
    data |= {"generateName": replica_set + "-", "managedFields": pod_managed(app)}
    token = {"name": "kube-api-access", "projected": {"defaultMode": 420, "sources": [
        {"serviceAccountToken": {"expirationSeconds": 3607, "path": "token"}},
        {"configMap": {"name": "kube-root-ca.crt", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
        {"downwardAPI": {"items": [{"path": "namespace",
                                    "fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.namespace"}}]}}]}}
    spec = pod_spec(app, trouble) | {"volumes": [token], "priority": 0, "enableServiceLinks": True, "tolerations": [
        {"key": f"node.kubernetes.io/{taint}", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300}
        for taint in ("not-ready", "unreachable")]}
    spec["containers"][0]["volumeMounts"] = [{"name": "kube-api-access", "readOnly": True, "mountPath":
                                              "/var/run/secrets/kubernetes.io/serviceaccount"}]
    if trouble != "pending":
        spec["nodeName"] = node
    ip = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return {"apiVersion": "v1", "kind": "Pod", "metadata": data, "spec": spec, "status": pod_status(app, trouble, ip)}


def event(namespace, about, number, kind, reason, message):
    name = f"{about}.{number:016x}"
    return f"events/{namespace}/{name}", {
        "apiVersion": "v1", "kind": "Event", "metadata": meta(namespace, name), "type": kind, "reason": reason,
        "message": message, "count": 12, "firstTimestamp": ago(1400), "lastTimestamp": ago(number % 50 + 1),
        "source": {"component": "kubelet"}, "reportingComponent": "kubelet", "reportingInstance": "",
        "involvedObject": {"apiVersion": "v1", "kind": "Pod", "namespace": namespace, "name": about}}


def pod_events(namespace, name, app, number, trouble):
    yield event(namespace, name, number, "Normal", "Started", f"Started container {app}")
    if trouble == "crash":
        yield event(namespace, name, number + 2**32, "Warning", "BackOff", f"Back-off restarting failed container {app}")
    elif trouble == "image":
        yield event(namespace, name, number + 2**32, "Warning", "Failed",
                    f'Failed to pull image "registry.example/shop/{app}:v9-typo": not found')
    elif trouble == "pending":
        yield event(namespace, name, number + 2**32, "Warning", "FailedScheduling",
                    "0/100 nodes are available: 100 Insufficient cpu.")


def node(name):
    usage = {"cpu": "64", "memory": "256Gi", "pods": "250"}
    state = {"Ready": "True", "MemoryPressure": "False", "DiskPressure": "False", "PIDPressure": "False"}
    # where nothing listens: an API server that asks this kubelet for a log is refused at once
    return {"apiVersion": "v1", "kind": "Node", "metadata": meta("", name), "spec": {}, "status": {
        "capacity": usage, "allocatable": usage, "addresses": [{"type": "InternalIP", "address": "127.0.0.1"}],
        "daemonEndpoints": {"kubeletEndpoint": {"Port": 9}}, "nodeInfo": dict.fromkeys(
            ["machineID", "systemUUID", "bootID", "kernelVersion", "osImage", "containerRuntimeVersion",
             "kubeProxyVersion", "operatingSystem", "architecture"], "made-up") | {"kubeletVersion": "v1.34.4"},
        "images": [{"names": [f"registry.example/shop/image-{i}@sha256:" + "c" * 64], "sizeBytes": 1} for i in range(40)],
        "conditions": [{"type": kind, "status": status, "lastHeartbeatTime": ago(1), "lastTransitionTime": ago(1400),
                        "reason": "Kubelet", "message": ""} for kind, status in state.items()]}}


def deployment(namespace, app, replica_set, broken, place):
    """The deployment, and what belongs to it besides its pods."""
    labels, replicas = {"app": app}, 10
    ready = 0 if broken else replicas
    template = {"metadata": {"labels": labels}, "spec": pod_spec(app, broken)}
    counts = {"replicas": replicas, "readyReplicas": ready, "availableReplicas": ready, "observedGeneration": 1}
    spec = {"replicas": replicas, "selector": {"matchLabels": labels}, "template": template}
    available = {"type": "Available", "status": "False" if broken else "True", "reason": "MinimumReplicas", "message": "",
                 "lastUpdateTime": ago(1400), "lastTransitionTime": ago(1400)}
    yield f"deployments/{namespace}/{app}", {
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": meta(namespace, app, labels) | {"generation": 1},
        "spec": spec | {"strategy": {"type": "RollingUpdate"}},
        "status": counts | {"updatedReplicas": replicas, "unavailableReplicas": replicas - ready,
                            "conditions": [available]}}
    yield f"replicasets/{namespace}/{replica_set}", {
        "apiVersion": "apps/v1", "kind": "ReplicaSet", "spec": spec, "status": counts,
        "metadata": meta(namespace, replica_set, labels, ("apps/v1", "Deployment", app)) | {"generation": 1}}
    ip = f"10.{96 + (place >> 16)}.{place >> 8 & 255}.{place & 255}"
    yield f"services/specs/{namespace}/{app}", {
        "apiVersion": "v1", "kind": "Service", "metadata": meta(namespace, app, labels), "status": {"loadBalancer": {}},
        "spec": {"type": "ClusterIP", "clusterIP": ip, "clusterIPs": [ip], "ipFamilies": ["IPv4"], "selector": labels,
                 "ipFamilyPolicy": "SingleStack", "internalTrafficPolicy": "Cluster", "sessionAffinity": "None",
                 "ports": [{"name": "http", "port": 80, "targetPort": "http", "protocol": "TCP"}]}}
    yield f"endpointslices/{namespace}/{app}-slice", {
        "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
        "metadata": meta(namespace, f"{app}-slice", labels | {"kubernetes.io/service-name": app}),
        "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}],
        "endpoints": [{"addresses": [f"10.{place >> 8 & 255}.{place & 255}.{i}"], "conditions": {"ready": not broken}}
                      for i in range(replicas)]}


def cluster(pods):
    """Pairs of a key below /registry and the object that belongs there."""
    nodes = max(1, pods // 100)
    for number in range(nodes):
        yield f"minions/node-{number}", node(f"node-{number}")
    for space in range(pods // 50):
        namespace = f"team-{space:04}"
        yield f"namespaces/{namespace}", {"apiVersion": "v1", "kind": "Namespace", "metadata": meta("", namespace),
                                          "spec": {"finalizers": ["kubernetes"]}, "status": {"phase": "Active"}}
        for place, app in enumerate(NAMES):
            broken = TROUBLES[space // 20 % 3] if space % 20 == 7 and place == 0 else ""
            replica_set = f"{app}-{0x5d4f7c9b00 + space:x}"
            yield from deployment(namespace, app, replica_set, broken, space * 5 + place + 300)
            for replica in range(10):
                number = (space * 5 + place) * 10 + replica
                made = pod(namespace, app, replica_set, number, f"node-{number % nodes}", broken)
                yield f"pods/{namespace}/{made['metadata']['name']}", made
                yield from pod_events(namespace, made["metadata"]["name"], app, number, broken)
