package dev.shipmate.tool;

import dev.shipmate.spelling.Spelling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns the arguments of a call into a tool's request record: the one place where outside input is checked.
///
/// Small slips are repaired and told: another word for an argument (`ns`, `pod_name`), a misspelt one, a number or
/// a boolean in quotes, a list around one value, `all` for every namespace. What cannot be repaired is rejected.
final class Arguments {
    /// Words that models and people use, and the argument that they mean.
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("ns", "namespace"),
            Map.entry("pod", "name"),
            Map.entry("podname", "name"),
            Map.entry("deployment", "name"),
            Map.entry("deploymentname", "name"),
            Map.entry("workload", "name"),
            Map.entry("workloadname", "name"),
            Map.entry("resourcename", "name"),
            Map.entry("target", "name"),
            Map.entry("app", "name"),
            Map.entry("service", "name"),
            Map.entry("resource", "kind"),
            Map.entry("resourcetype", "kind"),
            Map.entry("type", "kind"),
            Map.entry("lines", "tail"),
            Map.entry("taillines", "tail"),
            Map.entry("limit", "tail"),
            Map.entry("count", "replicas"),
            Map.entry("size", "replicas"),
            Map.entry("numreplicas", "replicas"),
            Map.entry("label", "selector"),
            Map.entry("labels", "selector"),
            Map.entry("labelselector", "selector"),
            Map.entry("containername", "container"),
            Map.entry("pattern", "grep"),
            Map.entry("filter", "grep"),
            Map.entry("keyword", "grep"),
            Map.entry("torevision", "revision"),
            Map.entry("sortby", "sort"));

    /// What the arguments of one call came to.
    sealed interface Reading {
        /// `call` has the arguments as they were understood, in the order of the request's components.
        record Understood(Record request, ToolCall call, List<String> repairs) implements Reading {
            public Understood {
                repairs = List.copyOf(repairs);
            }
        }

        record Rejected(String problem, String suggestion) implements Reading {}
    }

    private final ToolSpec<?> spec;
    private final List<RecordComponent> components;

    Arguments(ToolSpec<?> spec) {
        this.spec = spec;
        this.components = Arrays.asList(spec.request().getRecordComponents());
    }

    Reading read(ToolCall call) {
        var repairs = new ArrayList<String>();
        Map<String, Object> named = named(call, repairs);
        var values = new @Nullable Object[components.size()];
        var understood = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components.get(i);
            Object given = named.get(component.getName());
            if (given == null) {
                if (required(component)) {
                    return new Reading.Rejected(
                            "%s needs the argument %s".formatted(spec.name(), component.getName()), usage());
                }
                values[i] = component.getType() == boolean.class ? Boolean.FALSE : null;
                continue;
            }
            switch (ArgumentValue.convert(component, given)) {
                case ArgumentValue.Converted(Object value, Object canonical) -> {
                    values[i] = value;
                    understood.put(component.getName(), canonical);
                }
                case ArgumentValue.Wrong(String expected) -> {
                    return new Reading.Rejected(
                            "%s=%s is not %s".formatted(component.getName(), given, expected), usage());
                }
            }
        }
        return instantiate(values, new ToolCall(spec.name(), understood), repairs);
    }

    private Reading instantiate(@Nullable Object[] values, ToolCall call, List<String> repairs) {
        try {
            Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = spec.request().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new Reading.Understood(constructor.newInstance(values), call, repairs);
        } catch (InvocationTargetException e) {
            String problem =
                    Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("it is not valid");
            return new Reading.Rejected(String.valueOf(problem), usage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The request of %s cannot be made.".formatted(spec.name()), e);
        }
    }

    /// The given arguments under the names that the tool knows; what stays unknown, empty or null is left out.
    private Map<String, Object> named(ToolCall call, List<String> repairs) {
        var named = new LinkedHashMap<String, Object>();
        call.arguments().forEach((typed, value) -> {
            if (ArgumentValue.empty(value)) {
                return;
            }
            Optional<String> name = find(typed);
            name.filter(found -> !found.equals(typed))
                    .ifPresent(found -> repairs.add("argument %s was read as %s".formatted(typed, found)));
            if (name.isEmpty()) {
                repairs.add("%s has no argument %s, it was left out".formatted(spec.name(), typed));
            }
            name.ifPresent(found -> named.putIfAbsent(found, value));
        });
        return named;
    }

    private Optional<String> find(String typed) {
        String plain = plain(typed);
        List<String> names = components.stream().map(RecordComponent::getName).toList();
        Optional<String> exact =
                names.stream().filter(name -> plain(name).equals(plain)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        Optional<String> alias = Optional.ofNullable(ALIASES.get(plain)).filter(names::contains);
        return alias.isPresent()
                ? alias
                : names.stream()
                        .filter(name -> Spelling.slip(plain, plain(name)))
                        .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    static boolean required(RecordComponent component) {
        return component.getType() != boolean.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private String usage() {
        return "Arguments of %s: %s"
                .formatted(
                        spec.name(),
                        components.stream()
                                .map(component -> component.getName() + (required(component) ? "" : "?"))
                                .collect(Collectors.joining(", ")));
    }
}
