package dev.shipmate.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What a line of a log tells about something that the program needs. A log is not to be trusted: a clue only says
/// which live object to look at.
sealed interface Clue {
    /// A name that could not be resolved.
    record UnknownHost(String host) implements Clue {}

    /// A connection that was refused; `port` is 0 when the line does not say.
    record NoConnection(String host, int port) implements Clue {}

    /// One that nothing answered.
    record NoAnswer(String host, int port) implements Clue {}

    /// A server refused the password; `user` is empty when the line does not say.
    record WrongPassword(String user) implements Clue {}

    /// A table that the database does not have.
    record NoTable(String table) implements Clue {}

    /// Words of the drivers and tools that programs use: libpq, psycopg, node-postgres, Go's net, the JDK,
    /// redis-py, MySQL, curl and busybox.
    List<Form> FORMS = List.of(
            new Form(
                    "could not translate host name \"([^\"]+)\""
                            + "|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\\w.-]+)"
                            + "|lookup ([\\w.-]+)(?: on \\S+)?: (?:no such host|server misbehaving)"
                            + "|UnknownHostException: ([\\w.-]+)"
                            + "|(?i:failed|unable|could not|couldn't) (?:to )?resolve (?:host:? ?)?['\"]?([\\w.-]+)['\"]?"
                            + "|bad address '([^']+)'"
                            + "|getaddrinfo for host \"([^\"]+)\""
                            + "|Unknown(?: \\w+)? host '?([\\w.-]+)",
                    found -> new UnknownHost(found.getFirst())),
            new Form(
                    "server at \"([^\"]+)\"(?: \\([^)]*\\))?, port (\\d+) failed: (?i:connection (?:refused|timed out)|timeout)"
                            + "|(?:ECONNREFUSED|ETIMEDOUT) ([\\w.-]+|::1):(\\d+)"
                            + "|dial tcp \\[?([\\w.-]+|::1)\\]?:(\\d+): (?:connect: connection refused|i/o timeout)"
                            + "|[Cc]onnection to ([\\w.-]+):(\\d+) (?:refused|timed out)"
                            + "|host='([\\w.-]+)', port=(\\d+)\\).*(?i:refused|timed out)"
                            + "|onnecting to ([\\w.-]+):(\\d+)\\. (?i:connection refused|timeout)"
                            + "|([\\w.-]+) \\([\\d.]+:(\\d+)\\): (?i:connection refused|connection timed out)"
                            + "|([\\w.-]+) port (\\d+)[^:]*: (?i:connection refused|connection timed out)"
                            + "|([\\w.-]+):(\\d+)\\b.{0,40}(?i:connection refused|timed out)"
                            + "|(?i:connection refused).{0,40}?([\\w.-]+):(\\d+)",
                    found -> new NoConnection(found.get(0), Integer.parseInt(found.get(1)))),
            new Form(
                    "password authentication failed for user \"([^\"]*)\"|Access denied for user '([^']*)'",
                    found -> new WrongPassword(found.getFirst())),
            new Form(
                    "WRONGPASS|NOAUTH|invalid username-password pair|(?i:authentication failed)",
                    _ -> new WrongPassword("")),
            new Form(
                    "relation \"([^\"]+)\" does not exist|no such table: (\\S+)|Table '([^']+)' doesn't exist",
                    found -> new NoTable(found.getFirst())));

    /// A way in which programs say it: the groups that matched become the clue.
    record Form(Pattern pattern, Function<List<String>, Clue> clue) {
        Form(String pattern, Function<List<String>, Clue> clue) {
            this(Pattern.compile(pattern), clue);
        }

        Optional<Clue> find(String line) {
            Matcher matcher = pattern.matcher(line);
            if (!matcher.find()) {
                return Optional.empty();
            }
            List<String> found = IntStream.rangeClosed(1, matcher.groupCount())
                    .mapToObj(group -> Optional.ofNullable(matcher.group(group)))
                    .flatMap(Optional::stream)
                    .toList();
            return Optional.of(clue.apply(found));
        }
    }

    /// The newest clue in the end of a log.
    static Optional<Clue> in(List<String> lines) {
        return lines.reversed().stream()
                .map(line -> line.substring(0, Math.min(2_000, line.length())))
                .flatMap(line ->
                        FORMS.stream().flatMap(form -> form.find(line).stream().map(clue -> heard(clue, line))))
                .findFirst();
    }

    /// The drivers say both in the same words but these.
    private static Clue heard(Clue clue, String line) {
        return clue instanceof NoConnection(String host, int port)
                        && SILENCE.matcher(line).find()
                ? new NoAnswer(host, port)
                : clue;
    }

    /// Ways of saying that nothing answered.
    Pattern SILENCE = Pattern.compile("(?i)timed out|timeout|ETIMEDOUT");
}
