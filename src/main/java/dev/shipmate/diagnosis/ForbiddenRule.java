package dev.shipmate.diagnosis;

import dev.shipmate.cluster.Cluster;
import dev.shipmate.spelling.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that the API server refuses something, because its service account has no role that allows it.
final class ForbiddenRule implements LogRule {
    private static final Pattern FORBIDDEN =
            Pattern.compile("User \\\\?\"system:serviceaccount:([^:\\s]+):([^\"\\\\\\s]+)\\\\?\" cannot (\\w+) resource"
                    + " \\\\?\"([^\"\\\\\\s]+)\\\\?\" in API group \\\\?\"([^\"\\\\\\s]*)\\\\?\""
                    + "(?: in the namespace \\\\?\"([^\"\\\\\\s]+)\\\\?\")?");

    private final Cluster cluster;

    ForbiddenRule(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Lead> explain(Lead lead, LogEnd log) {
        return log.newest(FORBIDDEN).flatMap(found -> {
            var access = new Access(
                    new Access.Account(found.group(1), found.group(2)),
                    found.group(3),
                    found.group(4),
                    found.group(5),
                    Optional.ofNullable(found.group(6)).orElse(""));
            List<Access.Grant> grants = access.grants(cluster);
            // What was refused may have been allowed since.
            return grants.stream().anyMatch(access::isIn)
                    ? Optional.empty()
                    : Optional.of(lead.with(known(lead.finding(), access, grants, found)));
        });
    }

    private static Finding known(Finding finding, Access access, List<Access.Grant> grants, Matcher found) {
        List<Access.Grant> near = grants.stream().filter(access::isNear).toList();
        String rule = "apiGroups [\"%s\"], resources [\"%s\"], verbs [\"%s\"]"
                .formatted(access.group(), access.resource(), access.verb());
        Finding known = finding.as(near.isEmpty() ? "rbac-denied-pod" : "rbac-wrong-resource")
                .as(Confidence.LIKELY)
                .withCause("%s Its service account %s may not %s %s%s."
                        .formatted(
                                finding.cause(),
                                access.account().name(),
                                access.verb(),
                                access.resource(),
                                access.namespace().isEmpty()
                                        ? " in the whole cluster"
                                        : " in namespace " + access.namespace()))
                .withEvidence(List.of(Words.shortened(found.group(), 300)));
        if (near.isEmpty()) {
            return known.withEvidence(List.of(
                            grants.isEmpty()
                                    ? "no role is bound to serviceaccount/"
                                            + access.account().name()
                                    : "roles of serviceaccount/%s: %s"
                                            .formatted(
                                                    access.account().name(),
                                                    Words.list(grants.stream()
                                                            .map(Access.Grant::role)
                                                            .distinct()
                                                            .limit(5)
                                                            .toList()))))
                    .withNext("Give the account a role with the rule %s.".formatted(rule));
        }
        Access.Grant grant = near.getFirst();
        return known.withEvidence(List.of("%s has a rule that is near: %s".formatted(grant.role(), grant.words())))
                .withNext("Correct the rule of %s to %s.".formatted(grant.role(), rule));
    }
}
