package dev.shipmate.model;

import dev.shipmate.model.ModelException.Code;
import dev.shipmate.model.Retries.PassingFailure;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ollama on the wire, as of `/api/chat`: newline-delimited JSON, errors as `{"error": "…"}` with any status.
///
/// @param model the model asked for, named in messages
/// @param installed fetches the names of the models that the server has
record OllamaDialect(WireFailures failures, String model, Supplier<List<String>> installed) implements ServerDialect {
    /// Forbids the server to cut a prompt that is too long without a word, or to drop its beginning while it
    /// writes, and gives gpt-oss the only kind of `think` that it heeds.
    @Override
    public String completed(String url, String body) {
        if (!url.endsWith("/api/chat") || !(Json.parse(body) instanceof ObjectNode request)) {
            return body;
        }
        request.put("truncate", false);
        request.put("shift", false);
        if (request.path("model").asString("").contains("gpt-oss")) {
            request.put("think", "low");
        }
        return request.toString();
    }

    @Override
    public boolean last(String event) {
        return Json.parse(event).path("done").asBoolean(false);
    }

    @Override
    public String error(String text) {
        JsonNode error = Json.parse(text).path("error");
        return error.isString() ? error.stringValue() : "";
    }

    @Override
    public ModelException failure(int status, String error) {
        String said = error.toLowerCase(Locale.ROOT);
        if (status == 404 || said.contains("not found, try pulling")) {
            return missing();
        }
        if (said.contains("does not support tools") || said.contains("grammar") || said.contains("vocabulary")) {
            return new ModelException(
                    Code.UNSUPPORTED, "The model '%s' cannot be asked this way: %s.".formatted(model, error));
        }
        if (said.contains("exceed") && said.contains("context")) {
            return new ModelException(
                    Code.TOO_LONG,
                    "The question and what was found do not fit into the window of '%s'. Ask about less, or start over with /clear."
                            .formatted(model));
        }
        if (said.contains("more system memory") || said.contains("out of memory")) {
            return new ModelException(
                    Code.SERVER_ERROR,
                    "%s has not enough memory for '%s' (%s). Choose a smaller model with --model."
                            .formatted(failures.subject(), model, error));
        }
        String message = "%s failed on '%s': %s. Ask again; if it stays, look into the server's log."
                .formatted(failures.subject(), model, error.isBlank() ? "status " + status : error);
        return status >= 500
                ? new ModelException(Code.SERVER_ERROR, message, new PassingFailure(status))
                : new ModelException(Code.SERVER_ERROR, message);
    }

    ModelException missing() {
        List<String> names = installed.get();
        return new ModelException(
                Code.MISSING,
                "%s does not have the model '%s'. Fetch it with `ollama pull %s`%s."
                        .formatted(
                                failures.subject(),
                                model,
                                model,
                                names.isEmpty() ? "" : ", or use one it has: " + String.join(", ", names)));
    }
}
