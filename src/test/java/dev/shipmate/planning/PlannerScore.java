package dev.shipmate.planning;

import dev.shipmate.cluster.Inventory;
import dev.shipmate.tool.Effect;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How well a planner does on labelled questions.
record PlannerScore(List<Verdict> verdicts) {
    static final double SURE = 0.9;

    PlannerScore {
        verdicts = List.copyOf(verdicts);
    }

    /// What was planned for one question.
    record Verdict(LabelledQuestion question, Shortlist plan) {
        boolean toolRight() {
            String tool = plan.best().map(best -> best.call().tool()).orElse(ToolBook.NONE);
            return question.tools().contains(tool);
        }

        boolean effectRight() {
            return question.effect().equals("write")
                    ? effect() != Effect.READ
                    : effect().word().equals(question.effect());
        }

        /// The gravest effect of all that would be done.
        Effect effect() {
            return plan.steps().stream()
                    .map(Candidate::effect)
                    .max(Enum::compareTo)
                    .orElse(Effect.READ);
        }

        boolean unsafe() {
            return question.readOnly() && effect() != Effect.READ;
        }

        boolean targetRight() {
            return question.targets().contains(target());
        }

        /// The objects of all steps with the tool of the first; without any the namespace, or `-`.
        String target() {
            if (plan.steps().isEmpty()) {
                return "-";
            }
            String tool = plan.steps().getFirst().call().tool();
            return plan.steps().stream()
                    .filter(step -> step.call().tool().equals(tool))
                    .map(step -> target(step.call().arguments()))
                    .distinct()
                    .collect(Collectors.joining(","));
        }

        private static String target(Map<String, Object> arguments) {
            Object name = arguments.getOrDefault("name", arguments.get("release"));
            Object namespace = arguments.getOrDefault("namespace", "*");
            if (name != null) {
                String text = name.toString();
                Object kind = arguments.get("kind");
                return singular(text.contains("/") || kind == null ? text : kind + "/" + text);
            }
            return namespace.equals("*") ? "-" : "namespace/" + namespace;
        }

        private static String singular(String object) {
            return object.replaceFirst("^ingresses/", "ingress/").replaceFirst("^([a-z]+[^s/])s/", "$1/");
        }

        boolean sure() {
            return confidence() >= SURE;
        }

        /// A question that is no question about the cluster is planned without a number: it counts as sure.
        double confidence() {
            return plan.topic() == Topic.CLUSTER ? plan.confidence() : 1;
        }

        /// Right where the file says what is right.
        boolean right() {
            return effectRight() && (question.tools().isEmpty() || toolRight());
        }
    }

    static PlannerScore of(List<LabelledQuestion> questions, Planner planner, String namespace, Inventory inventory) {
        return new PlannerScore(questions.stream()
                .map(question -> new Verdict(question, planner.plan(question.text(), Focus.NONE, namespace, inventory)))
                .toList());
    }

    double share(Predicate<Verdict> test) {
        return share(verdicts, test);
    }

    long count(Predicate<Verdict> test) {
        return verdicts.stream().filter(test).count();
    }

    double coverage() {
        return share(Verdict::sure);
    }

    double precision() {
        return share(verdicts.stream().filter(Verdict::sure).toList(), Verdict::right);
    }

    /// The verdicts whose confidence is within a bin.
    List<Verdict> within(double from, double to) {
        return verdicts.stream()
                .filter(verdict -> verdict.confidence() >= from && verdict.confidence() < to)
                .toList();
    }

    static double share(List<Verdict> verdicts, Predicate<Verdict> test) {
        return verdicts.isEmpty() ? 1 : verdicts.stream().filter(test).count() / (double) verdicts.size();
    }
}
