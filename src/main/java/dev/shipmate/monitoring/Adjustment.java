package dev.shipmate.monitoring;

/// One thing that a proposal changes.
public sealed interface Adjustment {
    /// What is changed: `replicas`, `memory limit of container app`.
    String what();

    String before();

    String after();

    /// As a part of a sentence: `because …`.
    String why();

    /// How many pods there are.
    record Replicas(int from, int to, String why) implements Adjustment {
        @Override
        public String what() {
            return "replicas";
        }

        @Override
        public String before() {
            return String.valueOf(from);
        }

        @Override
        public String after() {
            return String.valueOf(to);
        }
    }

    /// Between which numbers an autoscaler may choose.
    ///
    /// @param field `minReplicas` or `maxReplicas`
    record Bound(String autoscaler, String field, int from, int to, String why) implements Adjustment {
        @Override
        public String what() {
            return "%s of hpa/%s".formatted(field, autoscaler);
        }

        @Override
        public String before() {
            return String.valueOf(from);
        }

        @Override
        public String after() {
            return String.valueOf(to);
        }
    }

    /// What a container asks for or is limited to.
    ///
    /// @param part `requests` or `limits`
    /// @param resource `cpu` or `memory`
    /// @param from 0 when nothing is set
    record Setting(String container, String part, String resource, long from, long to, String why)
            implements Adjustment {
        @Override
        public String what() {
            return "%s %s of container %s".formatted(resource, part.equals("limits") ? "limit" : "request", container);
        }

        @Override
        public String before() {
            return from == 0 ? "none" : Amount.of(resource, from);
        }

        @Override
        public String after() {
            return Amount.of(resource, to);
        }
    }
}
