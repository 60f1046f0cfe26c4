package dev.shipmate.planning;

/// A word of a question tied to something in the cluster.
///
/// @param kind `deployment`, `pod` and the like, or a plural such as `configmaps`; empty when unknown
/// @param name the live name, or what the user typed when nothing has that name
record Link(String typed, String kind, String namespace, String name, Quality quality) {
    /// How sure it is that this is what was meant.
    enum Quality {
        EXACT(1.0),
        /// A release or namespace stands before the name, or an ending is missing.
        AFFIX(0.99),
        FUZZY(0.97),
        ELSEWHERE(0.93),
        UNKNOWN(0.98);

        private final double trust;

        Quality(double trust) {
            this.trust = trust;
        }

        /// The factor by which a plan with such a link is less sure.
        double trust() {
            return trust;
        }
    }

    static Link unknown(String typed) {
        return new Link(typed, "", "", typed, Quality.UNKNOWN);
    }

    boolean known() {
        return quality != Quality.UNKNOWN;
    }

    /// As an argument takes it: `deployment/backend`, or the bare name of what is unknown.
    String display() {
        return kind.isEmpty() ? name : kind + "/" + name;
    }
}
