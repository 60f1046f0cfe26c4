package dev.shipmate.sandbox;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A request that the server turns down, with the words that a real API server uses.
final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient ObjectNode details;

    private ApiProblem(int code, String reason, String message, ObjectNode details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    static ApiProblem notFound(ResourceType type, String name) {
        return about(404, "NotFound", type, name, "%s \"%s\" not found".formatted(type.qualified(), name));
    }

    /// No such path.
    static ApiProblem noSuchPath() {
        return new ApiProblem(404, "NotFound", "the server could not find the requested resource", object());
    }

    static ApiProblem alreadyExists(ResourceType type, String name) {
        return about(409, "AlreadyExists", type, name, "%s \"%s\" already exists".formatted(type.qualified(), name));
    }

    static ApiProblem conflict(ResourceType type, String name, String why) {
        return about(
                409,
                "Conflict",
                type,
                name,
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(type.qualified(), name, why));
    }

    static ApiProblem modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /// A field with a value that cannot be.
    ///
    /// @param cause the class of mistake, such as `FieldValueInvalid`
    static ApiProblem invalid(Resource object, String field, String cause, String message) {
        ResourceType type = object.type();
        String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
        ApiProblem problem = about(
                422,
                "Invalid",
                type,
                object.name(),
                "%s \"%s\" is invalid: %s: %s".formatted(kind, object.name(), field, message));
        problem.details.put("kind", type.kind());
        problem.details
                .putArray("causes")
                .addObject()
                .put("reason", cause)
                .put("message", message)
                .put("field", field);
        return problem;
    }

    static ApiProblem badRequest(String message) {
        return new ApiProblem(400, "BadRequest", message, object());
    }

    /// What is asked for is there, and does not answer.
    static ApiProblem unavailable(String message) {
        return new ApiProblem(503, "ServiceUnavailable", message, object());
    }

    static ApiProblem unprocessable(String message) {
        return new ApiProblem(422, "Invalid", message, object());
    }

    static ApiProblem expired() {
        return new ApiProblem(410, "Expired", "too old resource version", object());
    }

    static ApiProblem unsupportedMedia(String type) {
        return new ApiProblem(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + "application/json-patch+json, application/merge-patch+json, "
                        + "application/strategic-merge-patch+json, application/apply-patch+yaml; got " + type,
                object());
    }

    static ApiProblem methodNotAllowed() {
        return new ApiProblem(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", object());
    }

    int code() {
        return code;
    }

    /// The `Status` object that goes to the client.
    ObjectNode status() {
        ObjectNode status = object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
        status.set("details", details);
        return status.put("code", code);
    }

    private static ApiProblem about(int code, String reason, ResourceType type, String name, String message) {
        ObjectNode details = object().put("name", name);
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        return new ApiProblem(code, reason, message, details.put("kind", type.plural()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
