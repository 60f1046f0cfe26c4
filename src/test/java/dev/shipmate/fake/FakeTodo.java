package dev.shipmate.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Todo app in one process: accounts with cookies, signed tokens, tasks, and the backend's CORS. It can be made
/// careless in several ways.
public final class FakeTodo implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What a careless app gets wrong.
    public enum Fault {
        NO_SIGN_UP,
        SERVES_WITHOUT_TOKEN,
        TAKES_ANY_SIGNATURE,
        TAKES_NO_ALGORITHM,
        TAKES_SUFFIX,
        TAKES_PUBLIC_KEY_AS_SECRET,
        LISTS_ALL_TASKS,
        SHOWS_ANY_TASK,
        SIGNS_IN_FROM_ANYWHERE,
        OPENS_CORS,
        FORGETS_TASKS,
        KEEPS_ACCOUNTS
    }

    private record Account(String id, String email, String password) {}

    private record Task(String id, String owner, String title) {}

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, Account> sessions = new ConcurrentHashMap<>();
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final FakeTokens tokens = new FakeTokens(faults);

    public FakeTodo(Fault... faults) {
        this.faults.addAll(List.of(faults));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public int accounts() {
        return accounts.size();
    }

    public int tasks() {
        return tasks.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            JsonNode body = JSON.readTree(bytes.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : bytes);
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                preflight(exchange);
            } else if (path.startsWith("/api/backend/tasks")) {
                backend(exchange, path.substring("/api/backend/tasks".length()), body);
            } else {
                frontend(exchange, path, body);
            }
        }
    }

    private void frontend(HttpExchange exchange, String path, JsonNode body) throws IOException {
        switch (path) {
            case "/", "/sign-in", "/sign-up" ->
                html(exchange, "<html><script src=\"/app.js\"></script><a href=\"https://example.com\">out</a></html>");
            case "/app.js" -> html(exchange, "fetch('/api/backend/tasks');// http://www.w3.org/2000/svg");
            case "/api/auth/jwks" -> send(exchange, 200, tokens.keySet());
            case "/api/auth/sign-up/email" -> signUp(exchange, body);
            case "/api/auth/sign-in/email" -> signIn(exchange, body);
            case "/api/auth/token" -> {
                Account account = account(exchange);
                send(
                        exchange,
                        account == null ? 401 : 200,
                        account == null ? Map.of() : Map.of("token", tokens.issue(account.id())));
            }
            case "/api/auth/delete-user" -> deleteUser(exchange, body);
            default -> send(exchange, 404, Map.of());
        }
    }

    private void signUp(HttpExchange exchange, JsonNode body) throws IOException {
        if (faults.contains(Fault.NO_SIGN_UP)) {
            send(
                    exchange,
                    500,
                    Map.of("message", "no database", "token", UUID.randomUUID().toString()));
            return;
        }
        var account = new Account(
                UUID.randomUUID().toString(),
                body.path("email").asString(""),
                body.path("password").asString(""));
        accounts.put(account.email(), account);
        enter(exchange, account);
    }

    private void signIn(HttpExchange exchange, JsonNode body) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (!url().toString().equals(origin) && !faults.contains(Fault.SIGNS_IN_FROM_ANYWHERE)) {
            send(exchange, 403, Map.of("code", "INVALID_ORIGIN"));
            return;
        }
        Account account = accounts.get(body.path("email").asString(""));
        if (account == null || !account.password().equals(body.path("password").asString(""))) {
            send(exchange, 401, Map.of("code", "INVALID_EMAIL_OR_PASSWORD"));
        } else {
            enter(exchange, account);
        }
    }

    private void enter(HttpExchange exchange, Account account) throws IOException {
        String session = UUID.randomUUID().toString();
        sessions.put(session, account);
        exchange.getResponseHeaders()
                .add("Set-Cookie", "session=%s; Path=/; HttpOnly; SameSite=Lax".formatted(session));
        send(exchange, 200, Map.of("token", session, "user", Map.of("id", account.id(), "email", account.email())));
    }

    private void deleteUser(HttpExchange exchange, JsonNode body) throws IOException {
        Account account = account(exchange);
        if (account == null || !account.password().equals(body.path("password").asString(""))) {
            send(exchange, 401, Map.of());
            return;
        }
        if (!faults.contains(Fault.KEEPS_ACCOUNTS)) {
            accounts.remove(account.email());
            tasks.values().removeIf(task -> task.owner().equals(account.id()));
        }
        send(exchange, 200, Map.of("success", true));
    }

    private void backend(HttpExchange exchange, String id, JsonNode body) throws IOException {
        String user = tokens.user(exchange.getRequestHeaders().getFirst("Authorization"));
        if (user.isEmpty()) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            send(exchange, 401, Map.of("detail", "no good token"));
        } else if (id.isEmpty()) {
            collection(exchange, user, body);
        } else {
            single(exchange, user, id.substring(1));
        }
    }

    private void collection(HttpExchange exchange, String user, JsonNode body) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            var task = new Task(
                    UUID.randomUUID().toString(), user, body.path("title").asString(""));
            tasks.put(task.id(), task);
            send(exchange, 201, json(task));
            return;
        }
        List<Map<String, Object>> items = tasks.values().stream()
                .filter(task ->
                        faults.contains(Fault.LISTS_ALL_TASKS) || task.owner().equals(user))
                .map(FakeTodo::json)
                .toList();
        send(exchange, 200, Map.of("items", items, "total", items.size()));
    }

    private void single(HttpExchange exchange, String user, String id) throws IOException {
        Task task = tasks.get(id);
        if (task == null || !(task.owner().equals(user) || faults.contains(Fault.SHOWS_ANY_TASK))) {
            send(exchange, 404, Map.of("detail", "no such task"));
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            tasks.remove(id);
            exchange.sendResponseHeaders(204, -1);
        } else {
            send(exchange, 200, json(task));
        }
    }

    /// The backend's pods were replaced.
    public void restart() {
        if (faults.contains(Fault.FORGETS_TASKS)) {
            tasks.clear();
        }
    }

    private void preflight(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        boolean good = url().toString().equals(origin);
        if (good || faults.contains(Fault.OPENS_CORS)) {
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", good ? origin : "*");
        }
        send(exchange, good ? 200 : 400, Map.of());
    }

    private Account account(HttpExchange exchange) {
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        String line = cookies.stream().collect(Collectors.joining("; "));
        Account account =
                sessions.get(line.replaceAll(".*?session=([^;]*).*", "$1").replace("\"", ""));
        return account != null && accounts.containsKey(account.email()) ? account : null;
    }

    private static Map<String, Object> json(Task task) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", task.id());
        json.put("title", task.title());
        json.put("completed", false);
        json.put("priority", "high");
        return json;
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        FakeApiServer.send(exchange, status, JSON.writeValueAsString(body));
    }

    private static void html(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
