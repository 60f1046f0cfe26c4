package dev.shipmate.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A place in a document by its JSON pointer, which an operation of a JSON patch works on.
final class JsonPlace {
    private final String path;
    private final JsonNode parent;
    private final String last;

    JsonPlace(ObjectNode document, String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            throw ApiProblem.badRequest("a JSON pointer must start with a slash: '" + path + "'");
        }
        this.path = path;
        this.parent = document.at(path.substring(0, slash));
        this.last = path.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    }

    JsonNode value() {
        return parent instanceof ArrayNode list ? list.path(index(list)) : parent.path(last);
    }

    void add(JsonNode value) {
        switch (parent) {
            case ArrayNode list -> {
                int index = last.equals("-") ? list.size() : index(list);
                if (index > list.size()) {
                    throw missing();
                }
                list.insert(index, value);
            }
            case ObjectNode object -> object.set(last, value);
            default -> throw missing();
        }
    }

    void replace(JsonNode value) {
        requireThere();
        if (parent instanceof ArrayNode list) {
            list.set(index(list), value);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }

    void remove() {
        requireThere();
        if (parent instanceof ArrayNode list) {
            list.remove(index(list));
        } else {
            ((ObjectNode) parent).remove(last);
        }
    }

    void test(JsonNode expected) {
        if (!value().equals(expected)) {
            throw ApiProblem.unprocessable(
                    "the server rejected our request due to an error in our request: testing path %s failed"
                            .formatted(path));
        }
    }

    private void requireThere() {
        if (value().isMissingNode()) {
            throw missing();
        }
    }

    private int index(ArrayNode list) {
        try {
            return last.equals("-") ? list.size() : Integer.parseInt(last);
        } catch (NumberFormatException _) {
            throw missing();
        }
    }

    private ApiProblem missing() {
        return ApiProblem.unprocessable("doc is missing path: %s: missing value".formatted(path));
    }
}
