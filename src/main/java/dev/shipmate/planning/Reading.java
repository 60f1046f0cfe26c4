package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What one clause comes to once its names are tied to the cluster: everything that tools are chosen and filled
/// from.
record Reading(Clause clause, Links links, Set<String> features) {
    private static final String[] JOINTS = {"and", ",", "also", "plus", "the", "all", "any", "my", "our", "as", "well"};

    Reading {
        features = Set.copyOf(features);
    }

    static Reading of(Clause clause, Links links) {
        return new Reading(clause, links, features(clause, links));
    }

    private static Set<String> features(Clause clause, Links links) {
        Mood mood = clause.mood();
        var features = new HashSet<String>();
        for (Lexicon.Hit hit : clause.hits()) {
            boolean verb = hit.from() < mood.verbEnd() && hit.to() > mood.verbAt() && mood.orders();
            if (!verb) {
                features.addAll(hit.concepts());
            }
        }
        if (mood.orders()) {
            features.add("order");
            features.add("order:" + mood.order());
        }
        if (mood.withheld()) {
            features.add("withheld");
        }
        for (String slot : List.of(
                "replicas", "image", "selector", "min", "max", "cpu", "tail", "since", "grep", "quoted", "revision")) {
            if (clause.slots().has(slot)) {
                features.add("slot:" + slot);
            }
        }
        if (clause.slots().has("shift")) {
            features.add("slot:replicas");
        }
        clause.kinds().stream()
                .filter(kind -> !kind.equals("pods") && !kind.equals("events"))
                .findFirst()
                .ifPresent(_ -> features.add("kind"));
        if (claims(clause)) {
            features.add("claim");
        }
        if (!links.kinds().isEmpty()) {
            features.add("kind");
        }
        addLinks(links, features);
        return features;
    }

    /// "the backend keeps failing": a clause that neither asks nor orders, but says how things are.
    private static boolean claims(Clause clause) {
        boolean asks =
                Stream.of("show", "check", "which", "howmany", "describe").anyMatch(clause::says);
        boolean opens =
                clause.word(0).is("is", "are", "does", "do", "did", "has", "have", "can", "was", "were", "will", "how");
        return !asks
                && !opens
                && !clause.mood().orders()
                && clause.words().stream()
                        .anyMatch(word -> word.is(
                                "is", "are", "was", "keeps", "keep", "has", "will", "can", "does", "fails", "do",
                                "seems"));
    }

    private static void addLinks(Links links, Set<String> features) {
        links.first().ifPresent(_ -> features.add("name"));
        links.workload().ifPresent(link -> {
            features.add("object");
            features.add("object:" + (link.kind().isEmpty() ? "unknown" : link.kind()));
        });
        if (links.objects().stream().anyMatch(link -> !Links.runs(link))) {
            features.add("object:other");
        }
        if (!links.namespace().isEmpty()) {
            features.add("place");
        }
        if (!links.app().isEmpty()) {
            features.add("app");
        }
        if (!links.leftover().isEmpty()) {
            features.add("leftover");
        }
    }

    boolean says(String feature) {
        return features.contains(feature);
    }

    /// "remove the label app from web"; not "remove the pods with label app=web".
    boolean removesAPart() {
        boolean part = says("label") || says("env");
        return part && workload().isPresent() && !says("pod") && !says("slot:selector");
    }

    /// The plurals of the resource kinds that are named.
    List<String> kinds() {
        return Stream.concat(clause.kinds().stream(), links.kinds().stream()).toList();
    }

    Optional<Link> workload() {
        return links.workload();
    }

    /// The same clause with other links.
    Reading with(Links changed) {
        return new Reading(clause, changed, features(clause, changed));
    }

    /// The kinds of a list such as "deployments, services and jobs", or the only one.
    List<String> listedKinds() {
        var listed = new ArrayList<String>();
        int end = 0;
        for (Lexicon.Hit hit : clause.hits()) {
            Optional<String> kind = clause.kindAt(hit.from());
            boolean joined = listed.isEmpty()
                    || clause.words().subList(end, hit.from()).stream().allMatch(word -> word.is(JOINTS));
            if (kind.isPresent() && joined) {
                listed.add(kind.get());
                end = hit.to();
            }
        }
        return listed.stream().distinct().toList();
    }

    /// The same clause about one of its kinds only.
    Reading ofKind(String kind) {
        List<Lexicon.Hit> hits = clause.hits().stream()
                .filter(hit -> clause.kindAt(hit.from())
                        .filter(other -> !other.equals(kind))
                        .isEmpty())
                .toList();
        return new Reading(new Clause(clause.words(), hits, clause.mood(), clause.slots()), links, features);
    }

    /// The same clause, in which a name that only another namespace has names nothing: a change stays where the user
    /// is.
    Reading withoutFarObjects() {
        List<Link> far = links.objects().stream()
                .filter(link -> link.quality() == Link.Quality.ELSEWHERE)
                .toList();
        return far.isEmpty() ? this : with(links.withUnknown(far));
    }

    /// The same clause about one of its objects only.
    Reading about(Link link) {
        return new Reading(clause, links.with(link), features);
    }
}
