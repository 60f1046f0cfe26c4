package dev.shipmate.verification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The app calls nothing outside, as far as one grade of evidence shows it.
///
/// @param pages whose scripts and styles are read, for [Grade#SHIPPED]
/// @param allowed beginnings of addresses that may be named, each with its reason
public record ConnectionsCheck(
        String name, String place, Grade grade, List<Template> pages, Map<String, String> allowed) implements Check {
    public ConnectionsCheck {
        pages = List.copyOf(pages);
        allowed = Collections.unmodifiableMap(new LinkedHashMap<>(allowed));
    }

    /// How much is known about calls to the outside. None implies another.
    public enum Grade {
        /// The rendered manifests name no address outside.
        CONFIGURED("nothing outside is configured"),
        /// What pages give to the browser names no address outside.
        SHIPPED("nothing outside is named in scripts and styles"),
        /// A pod tried to get out, and could not.
        ENFORCED("the network lets nothing out"),
        /// The pods' connections were looked at from time to time.
        SAMPLED("no connection to the outside was seen");

        private final String display;

        Grade(String display) {
            this.display = display;
        }

        String display() {
            return display;
        }
    }
}
