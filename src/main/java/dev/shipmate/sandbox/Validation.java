package dev.shipmate.sandbox;

import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The checks that the real server makes before it stores an object, for the mistakes that users make.
final class Validation {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String INVALID = "FieldValueInvalid";
    private static final String REQUIRED = "FieldValueRequired";

    private Validation() {}

    static void check(Resource object) {
        if (!NAME.matcher(object.name()).matches()) {
            throw ApiProblem.invalid(
                    object,
                    "metadata.name",
                    INVALID,
                    "Invalid value: \"%s\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
                            .formatted(object.name()));
        }
        if (object.at("/spec").has("replicas")) {
            replicas(object, object.number("/spec/replicas", 0));
        }
        switch (object.type().kind()) {
            case "Pod" -> containers(object, "/spec", "spec");
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" -> {
                containers(object, "/spec/template/spec", "spec.template.spec");
                selector(object);
            }
            case "Job" -> containers(object, "/spec/template/spec", "spec.template.spec");
            default -> {}
        }
    }

    static void replicas(Resource object, int replicas) {
        if (replicas < 0) {
            throw ApiProblem.invalid(
                    object,
                    "spec.replicas",
                    INVALID,
                    "Invalid value: %d: must be greater than or equal to 0".formatted(replicas));
        }
    }

    /// What cannot be changed once an object is there.
    static void checkUpdate(Resource before, Resource after) {
        boolean selectorKept =
                !before.type().ownsPods() || before.at("/spec/selector").equals(after.at("/spec/selector"));
        if (!selectorKept) {
            throw ApiProblem.invalid(
                    after,
                    "spec.selector",
                    INVALID,
                    "Invalid value: %s: field is immutable".formatted(after.at("/spec/selector")));
        }
    }

    private static void selector(Resource object) {
        Predicate<Map<String, String>> selected = Selectors.of(object.at("/spec/selector"));
        if (object.at("/spec/selector").isEmpty()) {
            throw ApiProblem.invalid(object, "spec.selector", REQUIRED, "Required value");
        }
        JsonNode labels = object.at("/spec/template/metadata/labels");
        if (!selected.test(Resource.strings(labels))) {
            throw ApiProblem.invalid(
                    object,
                    "spec.template.metadata.labels",
                    INVALID,
                    "Invalid value: %s: `selector` does not match template `labels`".formatted(labels));
        }
    }

    private static void containers(Resource object, String pointer, String field) {
        JsonNode containers = object.at(pointer + "/containers");
        if (containers.isEmpty()) {
            throw ApiProblem.invalid(object, field + ".containers", REQUIRED, "Required value");
        }
        int index = 0;
        for (JsonNode container : containers) {
            String place = "%s.containers[%d]".formatted(field, index++);
            if (container.path("name").asString("").isEmpty()) {
                throw ApiProblem.invalid(object, place + ".name", REQUIRED, "Required value");
            }
            if (container.path("image").asString("").isEmpty()) {
                throw ApiProblem.invalid(object, place + ".image", REQUIRED, "Required value");
            }
            quantities(container);
        }
    }

    private static void quantities(JsonNode container) {
        for (JsonNode amounts : container.path("resources")) {
            for (JsonNode amount : amounts) {
                if (!Quantity.valid(amount.asString(""))) {
                    throw ApiProblem.badRequest(
                            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
                }
            }
        }
    }
}
