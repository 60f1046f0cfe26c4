package dev.shipmate.monitoring;

import dev.shipmate.redaction.PlainText;
import dev.shipmate.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says what cannot be seen, and why: in one line for all that is lost, and one for all that is denied.
///
/// @param sights by the kind that is looked at
record BoardNotes(Redactor redactor, Map<String, BoardShelf.Sight> sights) {
    List<String> lines() {
        var lost = new TreeMap<String, String>();
        var denied = new TreeMap<String, String>();
        sights.forEach((kind, sight) -> {
            switch (sight) {
                case BoardShelf.Sight.Lost(String reason) -> lost.put(kind, reason);
                case BoardShelf.Sight.Denied(String reason) -> denied.put(kind, reason);
                case BoardShelf.Sight.Live _, BoardShelf.Sight.Loading _ -> {}
            }
        });
        var lines = new ArrayList<String>();
        if (!lost.isEmpty()) {
            String kinds = lost.size() == sights.size() ? "" : " (%s)".formatted(String.join(", ", lost.keySet()));
            lines.add("Reconnecting%s: %s".formatted(kinds, shown(lost)));
        }
        if (!denied.isEmpty()) {
            lines.add("Cannot see %s: %s".formatted(String.join(", ", denied.keySet()), shown(denied)));
        }
        return lines;
    }

    private String shown(TreeMap<String, String> reasons) {
        return PlainText.line(redactor.redact(reasons.firstEntry().getValue()));
    }
}
