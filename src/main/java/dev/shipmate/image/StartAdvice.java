package dev.shipmate.image;

/// What to do when minikube does not start: its own advice where it gives one, else ours for the failures that are met
/// most.
final class StartAdvice {
    private StartAdvice() {}

    static String of(String id, String advice) {
        if (!advice.isEmpty()) {
            return advice;
        }
        return switch (id) {
            case "RSRC_INSUFFICIENT_CORES", "RSRC_DOCKER_CORES" ->
                "Ask for fewer CPUs, or give Docker more in its settings.";
            case "RSRC_INSUFFICIENT_REQ_MEMORY", "RSRC_INSUFFICIENT_CONTAINER_MEMORY", "RSRC_DOCKER_MEMORY" ->
                "Ask for less memory, or give Docker more in its settings.";
            case "RSRC_INSUFFICIENT_STORAGE", "RSRC_DOCKER_STORAGE" ->
                "Free disk space with `shipmate cleanup` or `docker system prune`.";
            case "PROVIDER_DOCKER_NOT_RUNNING", "DRV_DOCKER_NOT_RUNNING" ->
                "Start Docker (Docker Desktop, or `systemctl start docker`), then try again.";
            case "DRV_NOT_FOUND", "DRV_NOT_HEALTHY" -> "Choose another driver, such as docker.";
            case "GUEST_PROVISION_CONTAINER_EXITED", "GUEST_PROVISION", "GUEST_START" ->
                "Read `minikube logs`; a profile that cannot be repaired goes with `minikube delete`.";
            case "HOST_KUBECONFIG_UPDATE", "HOST_HOME_PERMISSION" ->
                "Make your kubeconfig and ~/.minikube writable for your user.";
            default -> "Read `minikube logs`, then start again.";
        };
    }
}
