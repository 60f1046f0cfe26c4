package dev.shipmate.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The arguments that only the pipeline's tools have. Their names are of the project and of Helm, so the cluster need
/// not know them.
final class ShippingArguments {
    /// The tools whose names are no workloads.
    private static final Set<String> TOOLS = Set.of(
            "deploy_app",
            "build_images",
            "load_images",
            "clean_up_images",
            "pipeline_status",
            "verify_deployment",
            "helm_status",
            "helm_history",
            "rollback_release",
            "uninstall_release");

    /// What teams call their environments.
    private static final Pattern ENVIRONMENT = Pattern.compile(
            "\\b(dev|development|staging|stage|prod|production|preprod|preview|qa|uat|demo|integration)\\b");

    private static final Pattern NAMED_ENVIRONMENT = Pattern.compile(
            "\\b(?:(?:environment|env) ([a-z0-9-]+)|(?:to|in|on|into|for) (?:the )?([a-z0-9-]+) (?:environment|env))\\b");

    private static final String COUNT = "(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten)";
    private static final String PODS = "(?:replicas?|pods?|instances?|copies)";

    private static final List<Pattern> WORKLOAD = List.of(
            Pattern.compile("\\b" + COUNT + " ([a-z][a-z0-9-]*) " + PODS + "\\b"),
            Pattern.compile("\\b" + PODS + " (?:of|for) (?:the )?([a-z][a-z0-9-]*)\\b"),
            Pattern.compile("\\b([a-z][a-z0-9-]*) (?:with|at|to|has|gets) " + COUNT + " " + PODS + "\\b"),
            Pattern.compile("\\b" + COUNT + " ([a-z][a-z0-9-]*s)\\b"));

    private static final Pattern NO_CACHE =
            Pattern.compile("\\b(?:without (?:the |any )?cach(?:e|ing)|no[- ]cache|from scratch|anew|afresh)\\b");

    private static final Pattern REVISION = Pattern.compile(
            "\\b(?:helm )?(?:rollback|roll back|go back|back|return)(?: to)?(?: [a-z][a-z0-9.-]*)? (\\d{1,6})$");

    private static final List<Pattern> RELEASE = List.of(
            Pattern.compile(
                    "\\bhelm (?:rollback|roll back|uninstall|delete|history|status|get|values) ([a-z0-9][a-z0-9.-]*)"),
            Pattern.compile("\\b(?:release|releases|chart) (?:called |named )?([a-z0-9][a-z0-9.-]*)"),
            Pattern.compile("\\b([a-z0-9][a-z0-9.-]*) (?:helm )?(?:release|chart)\\b"),
            Pattern.compile("\\bhelm history (?:of|for) (?:the )?([a-z0-9][a-z0-9.-]*)"),
            Pattern.compile("\\b(?:uninstall|history of|revisions of) (?:the )?([a-z0-9][a-z0-9.-]*)"));

    private final Lexicon lexicon;

    ShippingArguments(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    static boolean areOf(String tool) {
        return TOOLS.contains(tool);
    }

    Optional<Object> environment(Reading reading) {
        String said = ShippingWords.said(reading);
        Matcher named = NAMED_ENVIRONMENT.matcher(said);
        if (named.find()) {
            return Optional.of(named.group(1) == null ? named.group(2) : named.group(1));
        }
        Matcher usual = ENVIRONMENT.matcher(said);
        if (usual.find()) {
            return Optional.of(usual.group(1));
        }
        String namespace = reading.links().namespace();
        boolean typed = reading.links().app().isEmpty()
                && reading.clause().words().stream()
                        .anyMatch(word -> word.text().equals(namespace));
        return typed ? Optional.of(namespace) : Optional.empty();
    }

    /// Only told together with a number of replicas.
    Optional<Object> workload(Reading reading) {
        return replicas(reading).flatMap(_ -> component(reading));
    }

    Optional<Object> replicas(Reading reading) {
        Optional<Object> said = reading.clause().slots().find("replicas");
        return said.isPresent()
                ? said
                : reading.clause()
                        .slots()
                        .find("count")
                        .filter(_ -> component(reading).isPresent());
    }

    private Optional<Object> component(Reading reading) {
        String said = ShippingWords.said(reading);
        for (Pattern pattern : WORKLOAD) {
            Matcher matcher = pattern.matcher(said);
            if (matcher.find() && !general(matcher.group(1))) {
                return Optional.of(singular(matcher.group(1), reading));
            }
        }
        return reading.workload().filter(Link::known).map(Link::name);
    }

    /// "two frontends are enough"
    private static String singular(String word, Reading reading) {
        String shorter = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return reading.workload().filter(link -> link.name().equals(shorter)).isPresent() ? shorter : word;
    }

    private boolean general(String word) {
        return lexicon.knows(word);
    }

    Optional<Object> noCache(Reading reading) {
        return NO_CACHE.matcher(ShippingWords.said(reading)).find() ? Optional.of(true) : Optional.empty();
    }

    /// "revision 3", or the bare number at the end of "helm rollback todo 3".
    Optional<Object> revision(Reading reading) {
        Matcher last = REVISION.matcher(ShippingWords.said(reading));
        return reading.clause()
                .slots()
                .find("revision")
                .or(() -> last.find() ? Optional.of(Integer.parseInt(last.group(1))) : Optional.empty());
    }

    /// A name beside "release" or "helm"; else what stands where a workload would.
    Optional<Object> release(Reading reading) {
        String said = ShippingWords.said(reading);
        for (Pattern pattern : RELEASE) {
            Matcher matcher = pattern.matcher(said);
            if (matcher.find() && !general(matcher.group(1))) {
                return Optional.of(matcher.group(1));
            }
        }
        Object environment = environment(reading).orElse("");
        return reading.workload()
                .map(link -> ShippingWords.sharesName(link) ? link.typed() : link.name())
                .or(() -> Optional.of(reading.links().app()))
                .filter(name -> !name.isEmpty() && !name.equals(environment))
                .map(Object.class::cast);
    }
}
