package dev.shipmate.cli;

import dev.shipmate.conversation.Session;
import dev.shipmate.conversation.SessionOptions;
import dev.shipmate.session.SessionStore;
import dev.shipmate.session.StoredSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which session a shell is: a new one, or an earlier one that goes on.
final class StayOptions {
    private @Spec(Spec.Target.MIXEE) CommandSpec spec;

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "NAME",
            description =
                    "Go on with a session: the one of that name, or the last one. `shipmate sessions` lists them.")
    private @Nullable String resumed;

    @Option(names = "--session", paramLabel = "NAME", description = "Name the new session. Default: the time.")
    private @Nullable String name;

    boolean resumes() {
        return resumed != null;
    }

    StoredSession choose(SessionStore store) {
        if (resumed != null) {
            if (name != null) {
                throw new ParameterException(spec.commandLine(), "Give either --resume or --session, not both.");
            }
            return resumed.isEmpty() ? newest(store) : earlier(store, resumed);
        }
        return name == null ? store.begin() : named(store, name);
    }

    private StoredSession newest(SessionStore store) {
        return store.all().stream()
                .findFirst()
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "There is no session to go on with yet."));
    }

    private StoredSession earlier(SessionStore store, String wanted) {
        return store.find(wanted)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no session '%s'. `shipmate sessions` lists those that there are.".formatted(wanted)));
    }

    static Session open(Services services, GlobalOptions options, StoredSession stored) {
        return services.chat(endpoints(options, stored), where(options, stored), stored);
    }

    /// A session stays where it was, unless a context or a namespace is named.
    private static SessionOptions where(GlobalOptions options, StoredSession stored) {
        return place(options, stored)
                .map(place -> options.toSessionOptions(place.context(), place.namespace()))
                .orElseGet(options::toSessionOptions);
    }

    /// The model server that was named, and the cluster: what was asked of the sandbox goes on in one.
    private static Endpoints endpoints(GlobalOptions options, StoredSession stored) {
        Endpoints named = options.toEndpoints();
        return place(options, stored)
                .filter(place -> place.context().equals(GlobalOptions.SANDBOX_CONTEXT))
                .map(_ -> named.inSandbox())
                .orElse(named);
    }

    private static Optional<StoredSession.Place> place(GlobalOptions options, StoredSession stored) {
        return stored.place()
                .filter(_ -> !options.sandbox() && options.arguments().isEmpty());
    }

    /// The session of that name, a new one where there is none.
    static StoredSession ongoing(SessionStore store, String wanted, CommandLine command) {
        check(wanted, command);
        return store.find(wanted).or(() -> store.begin(wanted)).orElseThrow();
    }

    private static void check(String wanted, CommandLine command) {
        if (!SessionStore.isName(wanted)) {
            throw new ParameterException(
                    command,
                    "A session's name has letters, digits, dots, dashes and underscores, 64 at most: '%s' is none."
                            .formatted(wanted));
        }
    }

    private StoredSession named(SessionStore store, String wanted) {
        check(wanted, spec.commandLine());
        return store.begin(wanted)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is a session '%s' already. Go on with it by --resume %s.".formatted(wanted, wanted)));
    }
}
