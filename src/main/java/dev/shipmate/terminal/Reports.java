package dev.shipmate.terminal;

import dev.shipmate.conversation.ModelContext;
import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.TurnResult;
import dev.shipmate.prompt.Prompts;
import dev.shipmate.tool.ToolSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What the shell can say about itself and its session, as lines.
record Reports(Session session, Theme theme, int width) {
    List<Styled> help() {
        List<Styled> lines = new ArrayList<>(sentence(
                Role.TEXT, "Ask in plain words, such as: why is the backend failing? Changes are asked for first."));
        lines.add(Styled.EMPTY);
        lines.addAll(table(
                List.of("COMMAND", ""),
                Arrays.stream(ShellCommand.values())
                        .map(command -> List.of(command.usage(), command.summary()))
                        .toList()));
        lines.add(Styled.EMPTY);
        lines.addAll(sentence(
                Role.DIM,
                "Tab completes commands and names. A backslash, an open quote or an open bracket continues a line."
                        + " Ctrl-C stops what runs, Ctrl-D leaves."));
        return lines;
    }

    List<Styled> model() {
        Session.Status status = session.status();
        return status.model().isEmpty()
                ? sentence(
                        Role.TEXT,
                        status.rulesOnly()
                                ? "No model is in use: the rules answer what they can. /models lists what there is."
                                : "No model was needed yet. The best that the server has is asked where the rules are"
                                        + " unsure; /models lists what there is.")
                : sentence(
                        Role.TEXT,
                        status.protocol().isEmpty()
                                ? status.model()
                                : "%s, asked through the %s protocol".formatted(status.model(), status.protocol()));
    }

    List<Styled> useModel(String name) {
        session.useModel(name);
        return sentence(Role.GOOD, "Questions go to %s now.".formatted(name));
    }

    List<Styled> models() {
        String current = session.status().model();
        List<String> models = session.models();
        return models.isEmpty()
                ? sentence(Role.TEXT, "The server has no model. Get one with `ollama pull`, see `shipmate doctor`.")
                : marked(models, current);
    }

    List<Styled> tools() {
        return table(
                List.of("TOOL", "EFFECT", "WHAT IT DOES"),
                session.tools().stream()
                        .map(tool -> List.of(tool.name(), tool.effect().word(), summary(tool)))
                        .toList());
    }

    private static String summary(ToolSpec<?> tool) {
        return Prompts.load("tools/" + tool.name()).lines().findFirst().orElse("");
    }

    /// The clusters to choose from, and what a model knows with the next question.
    List<Styled> contexts() {
        List<Styled> lines =
                new ArrayList<>(marked(session.contexts(), session.target().context()));
        if (!session.status().model().isEmpty()) {
            lines.add(Styled.EMPTY);
            lines.addAll(modelContext(session.modelContext()));
        }
        return lines;
    }

    private List<Styled> modelContext(ModelContext context) {
        String window = context.windowTokens() == 0 ? "" : " of the %d that it can".formatted(context.windowTokens());
        int sum = context.parts().stream().mapToInt(ModelContext.Part::tokens).sum();
        List<Styled> lines = new ArrayList<>(sentence(
                Role.TEXT,
                "With the next question %s reads about %d tokens%s, and the tools that fit:"
                        .formatted(session.status().model(), sum, window)));
        context.parts()
                .forEach(part -> lines.addAll(sentence(Role.TEXT, "  %6d  %s".formatted(part.tokens(), part.what()))));
        if (context.last().total() > 0) {
            lines.addAll(sentence(
                    Role.DIM,
                    "The last question that it was asked took %d tokens to read and %d to write."
                            .formatted(context.last().prompt(), context.last().completion())));
        }
        lines.addAll(sentence(Role.DIM, "/reset empties the conversation."));
        return lines;
    }

    List<Styled> useContext(String name) {
        session.useContext(name);
        return sentence(
                Role.GOOD,
                "Questions are about %s now, namespace %s."
                        .formatted(session.target().context(), session.target().namespace()));
    }

    List<Styled> namespaces() {
        String current = session.target().namespace();
        List<String> all = session.inventory().namespaces();
        return marked(all.contains(current) ? all : List.of(current), current);
    }

    /// A namespace that is not there is taken all the same, because not everybody may list them.
    List<Styled> useNamespace(String name) {
        List<String> all = session.inventory().namespaces();
        session.useNamespace(name);
        List<Styled> lines =
                new ArrayList<>(sentence(Role.GOOD, "Questions are about namespace %s now.".formatted(name)));
        if (!all.isEmpty() && !all.contains(name)) {
            lines.addAll(sentence(Role.WARNING, "There is no namespace of that name at the moment."));
        }
        return lines;
    }

    List<Styled> why() {
        return session.last()
                .map(new Evidence(theme, width)::of)
                .orElseGet(() -> sentence(Role.TEXT, "There is no answer yet to give reasons for."));
    }

    List<Styled> permissions(String argument) {
        return new PermissionReport(session)
                .after(argument).stream()
                        .flatMap(line -> sentence(Role.TEXT, line).stream())
                        .toList();
    }

    List<Styled> history() {
        List<TurnResult> turns = session.turns();
        if (turns.isEmpty()) {
            return sentence(Role.TEXT, "No questions yet, or all were forgotten.");
        }
        return table(
                List.of("#", "QUESTION", "OUTCOME", "TOOK"),
                IntStream.range(0, turns.size())
                        .mapToObj(i -> List.of(
                                String.valueOf(i + 1),
                                turns.get(i).question().text(),
                                turns.get(i).outcome().word(),
                                TurnLines.brief(turns.get(i).took())))
                        .toList());
    }

    /// What was forgotten, in words.
    List<Styled> reset() {
        int turns = session.turns().size();
        session.reset();
        return sentence(
                Role.GOOD,
                turns == 0
                        ? "There was nothing to forget."
                        : "Forgotten: %d question%s and all that came of them."
                                .formatted(turns, turns == 1 ? "" : "s"));
    }

    List<Styled> sentence(Role role, String text) {
        return LineBreaks.wrap(Styled.of(role, text), width);
    }

    private List<Styled> marked(List<String> names, String current) {
        return names.stream()
                .map(name -> name.equals(current) ? Styled.of(Role.GOOD, "* " + name) : Styled.text("  " + name))
                .toList();
    }

    private List<Styled> table(List<String> header, List<List<String>> rows) {
        return TableLayout.of(header, rows).lines(width);
    }
}
