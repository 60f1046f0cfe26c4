package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// All that is recognised in logs; the first rule that knows what is said counts.
final class LogRules implements LogRule {
    /// What a program says when it cannot do its work, whatever it is.
    private static final Pattern TROUBLE =
            Pattern.compile("(?i)refused|timed? ?out|no such host|could not|cannot|can't|unable to|failed|error"
                    + "|forbidden|denied|not known|ENOTFOUND|EAI_AGAIN|does not exist|EROFS|read-only|bad address");

    private final List<LogRule> rules;

    private LogRules(List<LogRule> rules) {
        this.rules = List.copyOf(rules);
    }

    static LogRules of(Cluster cluster, Scene scene) {
        return new LogRules(List.of(
                new ProgramRule(scene),
                new ReadOnlyRule(),
                new ServiceLinkRule(scene),
                new ForbiddenRule(cluster),
                new JwksRule(cluster, scene),
                new DatabaseTlsRule(cluster),
                new MissingVariableRule(cluster),
                new PlaceholderRule(cluster),
                new ListeningRule(),
                new Dependencies(cluster, scene)));
    }

    /// Those for a program that goes on.
    static LogRules ofRunning(Cluster cluster, Scene scene) {
        return new LogRules(List.of(
                new ReadOnlyRule(),
                new ForbiddenRule(cluster),
                new JwksRule(cluster, scene),
                new DatabaseTlsRule(cluster),
                new Dependencies(cluster, scene)));
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        return rules.stream().flatMap(rule -> rule.explain(lead, log).stream()).findFirst();
    }

    boolean isTrouble(String line) {
        return TROUBLE.matcher(line).find();
    }
}
