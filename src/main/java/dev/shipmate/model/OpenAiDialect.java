package dev.shipmate.model;

import dev.shipmate.model.ModelException.Code;
import dev.shipmate.model.Retries.PassingFailure;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAI protocol on the wire, as vLLM, llama.cpp's server and LM Studio speak it: server-sent events that
/// end with `[DONE]`, errors as `{"error": {"message": "…"}}`.
///
/// @param installed fetches the names of the models that the server has
record OpenAiDialect(WireFailures failures, String model, Supplier<List<String>> installed) implements ServerDialect {
    private static final int TOO_MANY_REQUESTS = 429;

    /// Switches thinking off where templates know how. Servers in the cloud, reached by `https`, refuse what
    /// they do not know, so they are not told.
    @Override
    public String completed(String url, String body) {
        if (!url.startsWith("http://") || !(Json.parse(body) instanceof ObjectNode request)) {
            return body;
        }
        request.putObject("chat_template_kwargs").put("enable_thinking", false);
        return request.toString();
    }

    @Override
    public boolean last(String event) {
        return event.strip().equals("[DONE]")
                || Json.parse(event)
                        .path("choices")
                        .path(0)
                        .path("finish_reason")
                        .isString();
    }

    @Override
    public String error(String text) {
        JsonNode reply = Json.parse(text);
        JsonNode error = reply.path("error");
        if (error.isString()) {
            return error.stringValue();
        }
        String message = error.path("message").asString("");
        return message.isEmpty() && reply.path("object").asString("").equals("error")
                ? reply.path("message").asString("")
                : message;
    }

    @Override
    public ModelException failure(int status, String error) {
        String said = error.toLowerCase(Locale.ROOT);
        if (status == 401 || status == 403) {
            return new ModelException(
                    Code.SERVER_ERROR,
                    "%s refused the key. Put the right one into the variable OPENAI_API_KEY."
                            .formatted(failures.subject()));
        }
        if (status == 404) {
            return said.contains("model") ? missing() : wrongAddress();
        }
        if (said.contains("context") && (said.contains("exceed") || said.contains("maximum"))) {
            return new ModelException(
                    Code.TOO_LONG,
                    "The question and what was found do not fit into the window of '%s'. Ask about less, or start over with /clear."
                            .formatted(model));
        }
        if (unsupported(said)) {
            return new ModelException(
                    Code.UNSUPPORTED, "The model '%s' cannot be asked this way: %s".formatted(model, error));
        }
        String message = "%s failed on '%s': %s. Ask again; if it stays, look into the server's log."
                .formatted(failures.subject(), model, error.isBlank() ? "status " + status : error);
        return status >= 500 || status == TOO_MANY_REQUESTS
                ? new ModelException(Code.SERVER_ERROR, message, new PassingFailure(status))
                : new ModelException(Code.SERVER_ERROR, message);
    }

    /// vLLM without `--enable-auto-tool-choice`, llama.cpp without `--jinja`, and servers without grammars.
    private static boolean unsupported(String said) {
        return List.of("tool choice", "tool_choice", "tools", "jinja", "response_format", "json_schema", "grammar")
                .stream()
                .anyMatch(said::contains);
    }

    private ModelException missing() {
        List<String> names = installed.get();
        return new ModelException(
                Code.MISSING,
                "%s does not have the model '%s'.%s"
                        .formatted(
                                failures.subject(),
                                model,
                                names.isEmpty()
                                        ? " Load it there, or name another with --model."
                                        : " Use one it has: " + String.join(", ", names)));
    }

    private ModelException wrongAddress() {
        return new ModelException(
                Code.UNREACHABLE,
                "%s does not speak the OpenAI protocol there. The address usually ends in /v1."
                        .formatted(failures.subject()));
    }
}
