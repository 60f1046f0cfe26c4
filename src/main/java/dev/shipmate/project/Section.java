package dev.shipmate.project;

import dev.shipmate.spelling.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A part of the project file, and where it stands in it, so that every complaint can say where: `images.backend.args`.
/// Whoever reads a mapping names the fields it knows; any other is a mistake.
public final class Section {
    private final JsonNode node;
    private final String path;

    Section(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /// A section that is not there.
    public static Section none() {
        return new Section(MissingNode.getInstance(), "");
    }

    public boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    /// Where this section stands, such as `verify[2].expect`.
    public String path() {
        return path;
    }

    /// Fails unless this is a mapping with these fields only.
    public Section only(String... known) {
        if (!present()) {
            return this;
        }
        if (!node.isObject()) {
            throw wrong("must be a mapping with %s".formatted(String.join(", ", known)));
        }
        for (String field : node.propertyNames()) {
            if (!Set.of(known).contains(field)) {
                List<String> near = Spelling.nearest(field, List.of(known));
                throw new ProjectException("%s: there is no such field. %s"
                        .formatted(
                                at(field),
                                near.isEmpty()
                                        ? "Known here: %s.".formatted(String.join(", ", known))
                                        : "Did you mean %s?".formatted(near.getFirst())));
            }
        }
        return this;
    }

    public boolean has(String field) {
        return !node.path(field).isMissingNode();
    }

    public Section section(String field) {
        return new Section(node.path(field), at(field));
    }

    /// A text that must be there.
    public String text(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()
                || value.isNull()
                || value.isContainer()
                || value.asString("").isBlank()) {
            throw new ProjectException("%s is missing or empty.".formatted(at(field)));
        }
        return value.asString("");
    }

    /// A text that may be left out, or left empty.
    public String text(String field, String otherwise) {
        JsonNode value = node.path(field);
        if (value.isContainer()) {
            throw section(field).wrong("must be a text");
        }
        return value.asString("").isBlank() ? otherwise : text(field);
    }

    public int number(String field, int least, int most, int otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw new ProjectException("%s must be a whole number from %d to %d.".formatted(at(field), least, most));
        }
        return value.asInt();
    }

    public boolean flag(String field, boolean otherwise) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new ProjectException("%s must be true or false.".formatted(at(field)));
        }
        return value.asBoolean();
    }

    /// The texts of a list; none when it is left out.
    public List<String> texts(String field) {
        return section(field).each(item -> {
            if (item.node.isContainer() || item.node.isNull()) {
                throw item.wrong("must be a text");
            }
            return item.node.asString("");
        });
    }

    /// The values of a mapping, as texts in their order; an empty one is an empty text. None when it is left out.
    public Map<String, String> pairs(String field) {
        Section pairs = section(field);
        var result = new LinkedHashMap<String, String>();
        for (String key : pairs.keys()) {
            JsonNode value = pairs.node.path(key);
            if (value.isContainer()) {
                throw pairs.section(key).wrong("must be a text");
            }
            result.put(key, value.asString(""));
        }
        return result;
    }

    /// The names of a mapping, in their order; none when this section is not there.
    public List<String> keys() {
        if (!present()) {
            return List.of();
        }
        if (!node.isObject()) {
            throw wrong("must be a mapping");
        }
        return List.copyOf(node.propertyNames());
    }

    /// Reads each item of a list; none when this section is not there.
    public <T> List<T> each(Function<Section, T> reader) {
        if (!present()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong("must be a list");
        }
        var items = new ArrayList<T>();
        for (int at = 0; at < node.size(); at++) {
            items.add(reader.apply(new Section(node.path(at), "%s[%d]".formatted(path, at))));
        }
        return items;
    }

    /// This section as it stands, for what has a form of its own, such as a JSON body.
    public JsonNode tree() {
        return node;
    }

    /// A complaint about this section; `what` completes the sentence "… must be".
    public ProjectException wrong(String what) {
        return new ProjectException("%s %s.".formatted(path.isEmpty() ? "The project file" : path, what));
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
