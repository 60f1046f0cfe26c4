package dev.shipmate.pipeline;

import dev.shipmate.process.Program;
import dev.shipmate.process.ProgramResult;
import dev.shipmate.process.ProgramRunner;
import dev.shipmate.project.ExposeSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether the addresses where a person opens the app are free for it, or are its own already.
///
/// An app that was never deployed cannot answer: what does is another program, unless its port may lead into the
/// cluster or is a forward of this process.
final class AddressChecks {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Pattern LSOF_NAME = Pattern.compile("(?m)^p(?<pid>\\d+)\nc(?<name>.+)$");
    private static final Pattern SS_NAME = Pattern.compile("users:\\(\\(\"(?<name>[^\"]+)\",pid=(?<pid>\\d+)");

    /// These hold a port to lead it into a cluster.
    private static final List<String> MAPPERS =
            List.of("docker-pr", "com.docke", "rootlessp", "gvproxy", "ssh", "kubectl", "minikube");

    private final ProgramRunner runner;
    private final long self;

    AddressChecks(ProgramRunner runner) {
        this(runner, ProcessHandle.current().pid());
    }

    /// @param self the process whose ports are forwards to the app
    AddressChecks(ProgramRunner runner, long self) {
        this.runner = runner;
        this.self = self;
    }

    /// @param deployed whether there is a revision that may answer
    List<Remark> of(List<ExposeSpec> exposed, boolean deployed) throws InterruptedException {
        if (exposed.isEmpty()) {
            return List.of();
        }
        try (var probe = new AddressProbe(LIMIT)) {
            var remarks = new ArrayList<Remark>();
            for (ExposeSpec one : exposed) {
                remarks.add(look(probe, one.url(), deployed));
            }
            return remarks;
        }
    }

    private Remark look(AddressProbe probe, URI url, boolean deployed) throws InterruptedException {
        if (isFree(url.getPort())) {
            return new Remark.Fine("port %d is free".formatted(url.getPort()));
        }
        return switch (probe.ask(url)) {
            case AddressProbe.Answer.Status status ->
                deployed ? answering(url, status.code()) : stranger(url, status.code());
            case AddressProbe.Answer.Silence _ -> taken(url);
        };
    }

    private static Remark answering(URI url, int status) {
        return new Remark.Fine("%s answers already, with %d".formatted(url, status));
    }

    private Remark stranger(URI url, int status) {
        String holder = holder(url.getPort());
        return mayMap(holder)
                ? answering(url, status)
                : new Remark.Wrong(
                        "Port %d is held by '%s', which answers at %s, though the app is not deployed."
                                .formatted(url.getPort(), holder, url),
                        "End that program, or name another url in the project file.");
    }

    private static boolean mayMap(String holder) {
        return holder.isEmpty() || MAPPERS.stream().anyMatch(holder::startsWith);
    }

    private Remark taken(URI url) {
        String holder = holder(url.getPort());
        boolean mapping = mayMap(holder);
        return mapping
                ? new Remark.Note("port %d is held%s and answers nothing yet: it may lead into the cluster"
                        .formatted(url.getPort(), holder.isEmpty() ? "" : " by " + holder))
                : new Remark.Wrong(
                        "Port %d is held by '%s', which does not answer at %s.".formatted(url.getPort(), holder, url),
                        "End that program, or name another url in the project file.");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// The name of another program that listens on a port; empty when nobody tells.
    String holder(int port) {
        String name = first(LSOF_NAME, "lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc");
        return name.isEmpty() ? first(SS_NAME, "ss", "-Hltnp", "sport = :" + port) : name;
    }

    private String first(Pattern pattern, String... command) {
        if (runner.run(new Program(LIMIT, command)) instanceof ProgramResult.Finished ended) {
            Matcher name = pattern.matcher(ended.output());
            boolean others = name.find() && !name.group("pid").equals(String.valueOf(self));
            return others ? name.group("name") : "";
        }
        return "";
    }
}
