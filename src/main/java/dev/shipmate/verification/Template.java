package dev.shipmate.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A text with gaps such as `${token}`.
public record Template(String text) {
    private static final Pattern GAP = Pattern.compile("\\$\\{([^}]*)}");

    /// What the gaps ask for, in their order: `token`, `random:12`.
    List<String> gaps() {
        return GAP.matcher(text).results().map(gap -> gap.group(1)).toList();
    }

    /// Whether it is one gap and nothing else.
    boolean whole() {
        return GAP.matcher(text).matches();
    }

    String fill(UnaryOperator<String> value) {
        return GAP.matcher(text).replaceAll(gap -> Matcher.quoteReplacement(value.apply(gap.group(1))));
    }

    /// The texts of a tree, at any depth.
    static List<Template> allIn(JsonNode tree) {
        var texts = new ArrayList<Template>();
        collect(tree, texts);
        return texts;
    }

    private static void collect(JsonNode tree, List<Template> texts) {
        if (tree.isString()) {
            texts.add(new Template(tree.asString()));
        } else {
            tree.forEach(child -> collect(child, texts));
        }
    }

    /// A copy of a tree with the gaps of its texts filled; names of fields stay as they are.
    static JsonNode fill(JsonNode tree, UnaryOperator<String> value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (tree) {
            case ObjectNode object -> {
                ObjectNode filled = nodes.objectNode();
                object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue(), value)));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = nodes.arrayNode();
                array.forEach(item -> filled.add(fill(item, value)));
                yield filled;
            }
            default -> tree.isString() ? nodes.stringNode(new Template(tree.asString()).fill(value)) : tree;
        };
    }
}
