package dev.shipmate.diagnosis;

import dev.shipmate.diagnosis.Barriers.Cut;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells what keeps a program from the others where it says that it waits in vain, or that it finds them not: a policy,
/// or a name service that is not there.
final class Blockade {
    private static final Pattern IN_VAIN =
            Pattern.compile("(?i)timed? ?out|timeout|ETIMEDOUT|deadline exceeded|no route to host|host is unreachable");
    private static final Pattern UNKNOWN = Pattern.compile(
            "(?i)bad address|no such host|EAI_AGAIN|ENOTFOUND|name resolution|name service|server misbehaving"
                    + "|(could not|couldn't|failed to|unable to) (resolve|translate)|UnknownHost|unknown host");

    private final List<Cut> cuts;
    private final List<String> nameServers;

    /// @param leads all that there are
    Blockade(List<Cut> cuts, List<Lead> leads) {
        this.cuts = cuts;
        this.nameServers = leads.stream()
                .filter(lead -> lead.finding().id().equals(NameServerRules.ID))
                .map(Lead::object)
                .toList();
    }

    /// The lead, which is known to be a consequence once its log was read.
    Lead blame(Lead lead) {
        boolean cut = cuts.stream().anyMatch(it -> isClient(it, lead));
        boolean itself = nameServers.contains(lead.object());
        return (cut || !nameServers.isEmpty()) && !itself ? lead.later(_ -> blamed(lead.complete())) : lead;
    }

    private Lead blamed(Lead lead) {
        String text = String.join("\n", lead.finding().lines()) + lead.finding().cause();
        boolean unknown = UNKNOWN.matcher(text).find() && !lead.finding().id().equals("dns-wrong-name");
        boolean inVain = IN_VAIN.matcher(text).find();
        List<String> causes = Stream.concat(
                        unknown ? nameServers.stream() : Stream.of(),
                        cuts.stream()
                                .filter(cut -> isClient(cut, lead) && (inVain || (unknown && cut.ofNames())))
                                .map(cut -> cut.policy().display()))
                .distinct()
                .toList();
        return causes.isEmpty()
                ? lead
                : lead.because(
                        Stream.concat(causes.stream(), lead.causes().stream()).toList());
    }

    private static boolean isClient(Cut cut, Lead lead) {
        return cut.client().namespace().equals(lead.finding().namespace())
                && cut.client().object().equals(lead.finding().object());
    }
}
