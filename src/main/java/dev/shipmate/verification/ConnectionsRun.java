package dev.shipmate.verification;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Runs one [ConnectionsCheck], as far as its grade can be reached from here.
final class ConnectionsRun {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int LONGEST_ASSET = 4 * 1024 * 1024;
    private static final int MOST_SHOWN = 5;

    private static final Pattern ASSET =
            Pattern.compile("(?:src|href)\\s*=\\s*[\"']?([^\"'\\s>]+\\.(?:js|mjs|css)(?:\\?[^\"'\\s>]*)?)[\"'\\s>]");
    private static final Pattern FETCHED =
            Pattern.compile("<(?:script|img|iframe|source|video|audio|embed|link)\\b[^>]*?\\s(?:src|href)\\s*=\\s*"
                    + "([\"'](?:https?:)?//[^\"']+[\"'])");

    private final DeployedApp app;
    private final Requests requests;

    /// What was read of the pages, and what could not be.
    private static final class Scan {
        private final Set<URI> assets = new LinkedHashSet<>();
        private final TreeSet<String> outside = new TreeSet<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private long characters;
    }

    ConnectionsRun(DeployedApp app, Requests requests) {
        this.app = app;
        this.requests = requests;
    }

    Outcome run(ConnectionsCheck check) {
        return switch (check.grade()) {
            case CONFIGURED -> configured(check);
            case SHIPPED -> shipped(check);
            case ENFORCED ->
                new Outcome.NotChecked("it takes a pod that tries to get out and fails; network policies alone prove"
                        + " nothing, because not every network enforces them");
            case SAMPLED ->
                new Outcome.NotChecked("it takes looks at the open connections inside the pods, which were not made");
        };
    }

    private Outcome configured(ConnectionsCheck check) {
        List<String> manifests = app.manifests().get();
        if (manifests.isEmpty()) {
            return new Outcome.NotChecked("the rendered manifests are not known");
        }
        var addresses = new Addresses(check.allowed());
        var outside = new TreeSet<String>();
        var notes = new LinkedHashSet<String>();
        for (String manifest : manifests) {
            outside.addAll(addresses.outside(manifest));
            notes.addAll(addresses.allowedIn(manifest));
        }
        return outside.isEmpty()
                ? new Outcome.Passed(List.copyOf(notes))
                : failed("the rendered manifests of release %s".formatted(app.release()), check, outside);
    }

    private Outcome shipped(ConnectionsCheck check) {
        var scan = new Scan();
        var addresses = new Addresses(check.allowed());
        for (Template page : check.pages()) {
            RequestSpec request = RequestSpec.get(page);
            switch (requests.target(request)) {
                case Requests.Target.Nowhere(String reason) -> {
                    return new Outcome.NotChecked(reason);
                }
                case Requests.Target.At(URI url) -> {
                    if (!(fetch(request, url) instanceof Reply.Answer answer) || answer.status() != 200) {
                        return new Outcome.NotChecked("%s could not be read".formatted(page.text()));
                    }
                    page(scan, addresses, url, answer.body());
                }
            }
        }
        for (URI asset : scan.assets) {
            if (!(fetch(RequestSpec.get(new Template(asset.toString())), asset) instanceof Reply.Answer answer)
                    || answer.status() != 200) {
                return new Outcome.NotChecked("%s could not be read".formatted(asset.getPath()));
            }
            scan.characters += answer.body().length();
            scan.outside.addAll(addresses.outsideOfBrowserCode(answer.body()));
            scan.notes.addAll(addresses.allowedIn(answer.body()));
            if (!answer.whole()) {
                scan.notes.add("%s is long: only its first 4 MiB were read".formatted(asset.getPath()));
            }
        }
        return scan.assets.isEmpty()
                ? new Outcome.NotChecked("the pages name no scripts and styles of the app's own")
                : verdict(check, scan);
    }

    private Reply fetch(RequestSpec request, URI url) {
        return requests.send(request, url, LIMIT, LONGEST_ASSET);
    }

    /// What a page fetches from elsewhere is outside; what it fetches from here is read. A link is neither.
    private void page(Scan scan, Addresses addresses, URI url, String html) {
        ASSET.matcher(html).results().map(found -> found.group(1)).forEach(reference -> {
            try {
                URI asset = url.resolve(reference.replace("&amp;", "&"));
                if (app.origin().equals("%s://%s".formatted(asset.getScheme(), asset.getRawAuthority()))) {
                    scan.assets.add(asset);
                }
            } catch (IllegalArgumentException _) {
                scan.notes.add("a reference of %s is no address and was not followed".formatted(url.getPath()));
            }
        });
        FETCHED.matcher(html)
                .results()
                .map((MatchResult found) -> addresses.outsideOfBrowserCode(found.group(1)))
                .forEach(scan.outside::addAll);
    }

    private static Outcome verdict(ConnectionsCheck check, Scan scan) {
        if (!scan.outside.isEmpty()) {
            return failed("the scripts and styles of the pages", check, scan.outside);
        }
        var notes = new ArrayList<String>();
        notes.add("%d scripts and styles, %d KiB; those that load later are not among them"
                .formatted(scan.assets.size(), scan.characters / 1024));
        notes.addAll(scan.notes);
        return new Outcome.Passed(notes);
    }

    private static Outcome failed(String where, ConnectionsCheck check, Set<String> outside) {
        String more = outside.size() > MOST_SHOWN ? " and %d more".formatted(outside.size() - MOST_SHOWN) : "";
        return new Outcome.Failed(
                where,
                "no address outside the cluster",
                String.join(", ", outside.stream().limit(MOST_SHOWN).toList()) + more,
                "Take out what names it; if nothing ever calls it, say so under `allow` in %s."
                        .formatted(check.place()));
    }
}
