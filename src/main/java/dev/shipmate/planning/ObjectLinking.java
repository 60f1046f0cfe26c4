package dev.shipmate.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The search for workloads, pods and other objects that one clause names.
final class ObjectLinking {
    private static final int LONGEST_NAME = 3;

    private final Clause clause;
    private final Lexicon lexicon;
    private final LiveNames live;
    private final String namespace;
    private final List<Link> found = new ArrayList<>();
    private final List<Link> excluded = new ArrayList<>();
    private final List<Integer> unresolved = new ArrayList<>();
    private final NamePositions positions;
    private final ContainerPositions containers;
    private String place = "";
    private String app = "";
    private final List<String> kinds = new ArrayList<>();

    ObjectLinking(Clause clause, Lexicon lexicon, LiveNames live, String namespace) {
        this.clause = clause;
        this.lexicon = lexicon;
        this.live = live;
        this.namespace = namespace;
        this.positions = new NamePositions(clause);
        this.containers = new ContainerPositions(clause, lexicon);
    }

    /// `named` is the namespace that the clause names, and `strangers` what was unknown about it.
    Links link(String named, List<UnknownName> strangers) {
        if (strangers.isEmpty()) {
            walk();
        }
        if (found.isEmpty() && excluded.isEmpty() && clause.mood().orders()) {
            weirdNameAfterVerb();
        }
        var unknown = new ArrayList<>(strangers);
        var leftover = new ArrayList<String>();
        boolean known = !found.isEmpty() || !place.isEmpty();
        for (int at : unresolved) {
            String typed = clause.word(at).typed();
            Optional<String> kind = live.kind(clause.word(at).text());
            if (kind.isPresent()) {
                kinds.add(kind.get());
            } else if (clause.mood().order().equals("create")) {
                newName(at);
            } else if (positions.strange(at, known)) {
                unknown.add(stranger(at));
            } else {
                leftover.add(typed);
            }
        }
        return new Links(named.isEmpty() ? place : named, found, unknown, leftover, app, kinds, excluded);
    }

    /// A name that nothing has is a node's when it stands beside that word, or when only nodes are called alike.
    private UnknownName stranger(int at) {
        Word word = clause.word(at);
        List<String> workloads = live.nearestWorkloads(word.text(), namespace);
        List<String> nodes = besideNode(at) || workloads.isEmpty() ? live.nearestNodes(word.text()) : List.of();
        if (besideNode(at) || !nodes.isEmpty()) {
            found.add(new Link(word.typed(), LiveNames.NODES, "", word.typed(), Link.Quality.UNKNOWN));
            return new UnknownName("node", word.typed(), nodes);
        }
        found.add(Link.unknown(word.typed()));
        return new UnknownName("workload", word.typed(), workloads);
    }

    /// What is to be created has a name that nothing has.
    private void newName(int at) {
        boolean named = clause.word(at - 1).is("called", "named")
                || clause.kindAt(at - 1).isPresent();
        if (named && found.isEmpty()) {
            found.add(Link.unknown(clause.word(at).typed()));
        }
    }

    private void walk() {
        int end = clause.mood().orders() ? purpose() : clause.words().size();
        int leftOut = positions.exclusion();
        for (int at = 0; at < end; at++) {
            boolean image = clause.mood().orders() && clause.word(at - 1).is("image");
            if (clause.slots().used(at) || clause.word(at).punctuation() || image) {
                continue;
            }
            if (containers.names(at)) {
                clause.slots().put("container", clause.word(at).typed(), at, at + 1);
                continue;
            }
            int start = at;
            int before = found.size();
            int taken = joined(at, end).or(() -> single(start)).orElse(0);
            if (start > leftOut) {
                List<Link> named = found.subList(before, found.size());
                excluded.addAll(named);
                named.clear();
            }
            at += Math.max(0, taken - 1);
        }
    }

    /// Where "to fix the outage" begins: what it names is not what is to be changed.
    private int purpose() {
        for (int at = Math.max(1, clause.mood().verbEnd());
                at + 1 < clause.words().size();
                at++) {
            Word next = clause.word(at + 1);
            boolean verb = lexicon.knows(next.text())
                    && !next.is("the", "a", "my", "all", "our", "namespace")
                    && clause.kindAt(at + 1).isEmpty();
            if (clause.word(at).is("to")
                    && verb
                    && !next.text().matches("\\d+|previous|last|zero|one|two|three|four|five|production")) {
                return at;
            }
        }
        return clause.words().size();
    }

    /// "mcp server" for `mcp-server`: words side by side that make one name.
    private Optional<Integer> joined(int at, int end) {
        for (int length = LONGEST_NAME; length > 1; length--) {
            if (at + length > end) {
                continue;
            }
            List<Word> words = clause.words().subList(at, at + length);
            boolean strange = words.stream()
                            .filter(word -> !lexicon.knows(word.text()))
                            .findAny()
                            .isPresent()
                    || lexicon.isCompound(words);
            boolean plain = words.stream()
                    .allMatch(word -> word.form() == Word.Form.PLAIN
                            && word.text().matches("[a-z0-9]+")
                            && !word.is("the", "in", "of", "and", "is", "for"));
            if (!strange || !plain) {
                continue;
            }
            String name = String.join("-", words.stream().map(Word::text).toList());
            Optional<Link> link = live.exact(name, "", namespace)
                    .or(() -> lexicon.isCompound(words)
                            ? live.find(name, "", namespace).or(() -> live.containing(words))
                            : live.prefixed(name, namespace));
            if (link.isPresent()) {
                found.add(link.get());
                clause.slots().use(at, at + length);
                return Optional.of(length);
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> single(int at) {
        Word word = clause.word(at);
        if (word.text().contains("/") && slashed(word)) {
            return Optional.of(1);
        }
        if (lexicon.knows(word.text()) || (word.form() == Word.Form.QUOTED && !positions.named(at))) {
            return weirdName(at);
        }
        if (positions.otherwiseMeant(at)) {
            return Optional.empty();
        }
        Optional<Link> link = byKind(at)
                .or(() -> besideNode(at) ? Optional.empty() : live.find(word.text(), kindHint(at), namespace));
        if (link.isPresent()) {
            found.add(link.get());
            link.filter(object -> !Links.runs(object) && fronts(object.kind()))
                    .flatMap(object -> live.exact(object.name(), "", namespace))
                    .ifPresent(found::add);
        } else if (!isPlace(at)) {
            live.node(word.text()).ifPresentOrElse(found::add, () -> unresolved.add(at));
        }
        return Optional.of(1);
    }

    private boolean besideNode(int at) {
        return clause.word(at - 1).is("node") || clause.word(at + 1).is("node");
    }

    /// Objects that stand before a workload of the same name: a question about one may mean the other.
    private static boolean fronts(String kind) {
        return kind.equals("services") || kind.equals("horizontalpodautoscalers") || kind.equals("ingresses");
    }

    /// `deployment/web`, `svc/web`.
    private boolean slashed(Word word) {
        String[] sides = word.text().split("/", 2);
        Optional<String> plural = lexicon.kind(sides[0]);
        if (plural.isEmpty() || sides[1].isEmpty()) {
            return false;
        }
        String singular = Linker.RUNNING.getOrDefault(plural.get(), "");
        Optional<Link> link = singular.isEmpty()
                ? live.object(sides[1], plural.get(), namespace)
                : live.find(sides[1], singular, namespace);
        found.add(link.orElseGet(() -> new Link(
                word.typed(), singular.isEmpty() ? plural.get() : singular, "", sides[1], Link.Quality.UNKNOWN)));
        return true;
    }

    /// An object of the other kind that the clause names beside the word: "the redis pvc", "configmap web".
    private Optional<Link> byKind(int at) {
        String text = clause.word(at).text();
        return beside(at)
                .filter(kind -> !Linker.RUNNING.containsKey(kind))
                .filter(kind -> !kind.equals("namespaces") && !kind.equals("events"))
                .flatMap(kind -> live.object(text, kind, namespace));
    }

    private Optional<String> beside(int at) {
        return clause.kindAt(at + 1).or(() -> clause.kindAt(at - 1)).or(() -> kindBeforePreposition(at));
    }

    /// "the hpa for web", "autoscaling enabled for web".
    private Optional<String> kindBeforePreposition(int at) {
        if (!clause.word(at - 1).is("for", "of", "named", "called", "the", "in")) {
            return Optional.empty();
        }
        boolean away = clause.word(at - 1).is("for", "of");
        return clause.kindAt(at - 2).or(() -> away ? clause.kindAt(at - 3) : Optional.empty());
    }

    private String kindHint(int at) {
        return beside(at)
                .map(kind -> Linker.RUNNING.getOrDefault(kind, ""))
                .filter(kind -> !kind.equals("pod") || clause.word(at - 1).is("pod"))
                .orElse("");
    }

    /// A word of the trade that is a name here: "pod crash", "the logs deployment", "the worker log", "logs of api",
    /// "limits of the worker", "does nightly run".
    private Optional<Integer> weirdName(int at) {
        boolean afterKind = clause.word(at - 1).is("called", "named") || positions.afterSingularKind(at);
        boolean the = clause.word(at - 1).is("the", "my", "our");
        boolean beforeKind =
                the && clause.word(at + 1).is("deployment", "statefulset", "daemonset", "pod", "log", "logs");
        if (clause.word(at).text().matches("\\d+")) {
            return Optional.empty();
        }
        String hint = kindHint(at);
        Optional<Link> link = afterKind || beforeKind || positions.afterOf(at)
                ? exactOfKind(at, hint)
                : positions.subject(at) || (!found.isEmpty() && positions.listed(at))
                        ? live.exact(clause.word(at).text(), hint, namespace)
                        : Optional.empty();
        return link.map(object -> {
            found.add(object);
            clause.slots().use(at, at + 1);
            return 1;
        });
    }

    private Optional<Link> exactOfKind(int at, String hint) {
        Word word = clause.word(at);
        Optional<String> kind = clause.kindAt(at - 1).filter(plural -> !Linker.RUNNING.containsKey(plural));
        return kind.isPresent()
                ? live.object(word.text(), kind.get(), namespace)
                        .filter(link -> link.name().equals(word.text()))
                : live.exactAnywhere(word.text(), hint, namespace);
    }

    /// "scale scale to 3", "restart api": what follows the verb, even when it is an everyday word.
    private void weirdNameAfterVerb() {
        int at = clause.mood().verbEnd();
        while (clause.word(at).is("the", "my", "our", "of")) {
            at++;
        }
        Word word = clause.word(at);
        if (word.punctuation() || word.is("all", "every", "to", "it", "that", "this")) {
            return;
        }
        live.exact(word.text(), "", namespace).ifPresent(found::add);
    }

    /// A word that names no workload may be a namespace, or the app that lives in one.
    private boolean isPlace(int at) {
        String text = clause.word(at).text();
        String base = text.endsWith("-app") ? text.substring(0, text.length() - "-app".length()) : text;
        boolean appWord = !base.equals(text) || clause.word(at + 1).is("app", "application");
        Optional<String> found = live.isNamespace(text)
                ? Optional.of(text)
                : appWord || Linker.BEFORE_PLACE.contains(clause.word(at - 1).text())
                        ? live.namespace(base)
                        : Optional.empty();
        if (place.isEmpty() && found.isPresent()) {
            place = found.get();
            app = clause.word(at).typed();
        }
        return found.isPresent();
    }
}
