package dev.shipmate.terminal;

import dev.shipmate.conversation.Session;

/// The prompt: where questions go, and a mark when changes are impossible or not asked for.
record Prompt(Theme theme) {
    /// A long name of a context, such as those of cloud providers, may take no more than this part
    /// of the width.
    private static final int SHARE = 2;

    String of(Session.Status status, int width) {
        int room = width <= 0 ? Integer.MAX_VALUE : Math.max(8, width / SHARE);
        Styled place = Styled.of(Role.PROMPT, shortened(status.context(), status.namespace(), room));
        Styled mark = switch (status.mode()) {
            case READ_ONLY -> Styled.of(Role.GOOD, " (read-only)");
            case ASKS_FIRST -> Styled.EMPTY;
            case APPROVED -> Styled.of(Role.WARNING, " (yes)");
        };
        return theme.paint(place.plus(mark).plus(Role.PROMPT, "> "));
    }

    /// The end of a context's name says more than its beginning (`gke_project_region_name`,
    /// `arn:…/name`).
    private String shortened(String context, String namespace, int room) {
        String safe = SafeText.line(context);
        String place = safe + "/" + SafeText.line(namespace);
        int excess = Styled.width(place) - room;
        if (excess <= 0) {
            return place;
        }
        String ellipsis = Icon.ELLIPSIS.in(theme);
        int from = Math.min(safe.length(), excess + ellipsis.length());
        return ellipsis + safe.substring(from) + "/" + SafeText.line(namespace);
    }
}
