package dev.shipmate.verification;

import java.net.HttpCookie;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Runs one [HttpCheck].
final class HttpRun {
    private final Requests requests;
    private final RunValues values;
    private final HiddenValues hidden;
    private final Duration betweenTries;

    HttpRun(Requests requests, RunValues values, HiddenValues hidden, Duration betweenTries) {
        this.requests = requests;
        this.values = values;
        this.hidden = hidden;
        this.betweenTries = betweenTries;
    }

    Outcome run(HttpCheck check, Consumer<String> progress) {
        Optional<String> missing = missing(check);
        if (missing.isPresent()) {
            return new Outcome.NotChecked(missing.get());
        }
        long end = System.nanoTime() + check.retry().toNanos();
        while (true) {
            Outcome outcome = once(check);
            if (!(outcome instanceof Outcome.Failed failed) || System.nanoTime() > end) {
                return outcome;
            }
            progress.accept("asks again, expects %s".formatted(failed.expected()));
            try {
                Thread.sleep(betweenTries);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Outcome.stopped();
            }
        }
    }

    /// Why there is nothing to check; nothing when there is.
    private Optional<String> missing(HttpCheck check) {
        List<String> unmet = new ArrayList<>(
                check.needs().stream().filter(name -> !values.captured(name)).toList());
        unmet.addAll(values.missing(check.request().templates()));
        unmet.addAll(values.missing(check.expectations().stream()
                .flatMap(expectation -> expectation.templates().stream())
                .toList()));
        if (unmet.isEmpty()) {
            return Optional.empty();
        }
        String needs = Requests.needs(unmet.stream().distinct().toList());
        return Optional.of(check.cleanup() ? "there is nothing to remove: " + needs : needs);
    }

    private Outcome once(HttpCheck check) {
        return switch (requests.target(check.request())) {
            case Requests.Target.Nowhere(String reason) -> new Outcome.NotChecked(reason);
            case Requests.Target.At(URI url) ->
                switch (requests.send(check.request(), url, check.limit())) {
                    case Reply.Stopped _ -> Outcome.stopped();
                    case Reply.NoAnswer(String reason) -> noAnswer(check.request(), url, reason);
                    case Reply.Answer answer -> judged(check, answer);
                };
        };
    }

    static Outcome noAnswer(RequestSpec request, URI url, String reason) {
        return new Outcome.Failed(
                request.display(),
                "an answer from %s://%s".formatted(url.getScheme(), url.getRawAuthority()),
                reason,
                "See whether the app's pods are ready: `shipmate ask \"are all pods healthy?\"`.");
    }

    private Outcome judged(HttpCheck check, Reply.Answer answer) {
        learn(check, answer);
        var judge = new Judge(gap -> values.value(gap, check.request().user()), hidden);
        return judge.judge(check.expectations(), answer)
                .or(() -> captured(check, answer))
                .<Outcome>map(mismatch -> new Outcome.Failed(
                        check.request().display(),
                        mismatch.expected(),
                        mismatch.seen(),
                        suggestion(check, answer.status())))
                .orElseGet(Outcome::passed);
    }

    /// Secrets are known before anything is said about the answer they came with.
    private void learn(HttpCheck check, Reply.Answer answer) {
        for (Capture capture : check.captures()) {
            if (capture.secret()) {
                find(capture.source(), answer).ifPresent(value -> hidden.add(capture.name(), value));
            }
        }
    }

    private static String suggestion(HttpCheck check, int status) {
        if (check.cleanup()) {
            return "Remove by hand what this should have removed.";
        }
        return status >= 500
                ? "Read the logs of the pods that answer it: `shipmate ask \"show the errors in the logs\"`."
                : "Compare the app's answer with %s in the project file: one of them is wrong."
                        .formatted(check.place());
    }

    private Optional<Judge.Mismatch> captured(HttpCheck check, Reply.Answer answer) {
        for (Capture capture : check.captures()) {
            Optional<String> found = find(capture.source(), answer);
            if (found.isEmpty()) {
                return Optional.of(new Judge.Mismatch(
                        "%s, to keep as ${%s}".formatted(capture.source().display(), capture.name()),
                        "it is not there; %s".formatted(answer.display(hidden))));
            }
            values.capture(capture, found.get());
        }
        return Optional.empty();
    }

    private static Optional<String> find(Capture.Source source, Reply.Answer answer) {
        return switch (source) {
            case Capture.Source.FromHeader(String name) -> answer.headers().firstValue(name);
            case Capture.Source.FromCookie(String name) ->
                answer.cookies().stream()
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(HttpCookie::getValue)
                        .findFirst();
            case Capture.Source.FromJson(JsonPointer pointer) ->
                answer.json()
                        .map(tree -> tree.at(pointer))
                        .filter(value -> !value.isMissingNode() && !value.isNull() && !value.isContainer())
                        .map(JsonNode::asString);
        };
    }
}
