package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** A real Chromium without a window, driven over its DevTools protocol by the JDK's own WebSocket. */
final class Chromium implements AutoCloseable, WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> calls = new ConcurrentHashMap<>();
    private final Queue<Map<String, Object>> events = new ConcurrentLinkedQueue<>();
    // Of the socket's thread.
    private final StringBuilder partial = new StringBuilder();

    /** Skips the test where there is none. */
    static Chromium start(Path scratch) throws IOException {
        Path program = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(program != null, "Chromium is not installed: apt-get install chromium");
        return new Chromium(program, scratch);
    }

    private Chromium(Path program, Path scratch) throws IOException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        // Chromium refuses to sandbox what runs as root, as everything does in a container.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--no-first-run",
                        "--no-proxy-server",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + scratch.resolve("profile"),
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(), this)
                .join();
    }

    private URI address() throws IOException {
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("DevTools listening on ")) {
                drain(errors);
                return URI.create(line.substring(line.indexOf("ws://")));
            }
        }
        throw new IOException("Chromium did not start: " + said);
    }

    /** A full pipe would stop it. */
    private static void drain(BufferedReader errors) {
        Thread thread = new Thread(
                () -> {
                    try {
                        errors.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // It has ended.
                    }
                },
                "chromium-errors");
        thread.setDaemon(true);
        thread.start();
    }

    /** A tab with cookies, storage and permissions of its own, open at this address. */
    Tab open(URI address) {
        Map<String, Object> context = call("Target.createBrowserContext", "", Map.of());
        String contextId = (String) context.get("browserContextId");
        call(
                "Browser.grantPermissions",
                "",
                Map.of(
                        "browserContextId",
                        contextId,
                        "permissions",
                        List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        String target =
                (String) call("Target.createTarget", "", Map.of("url", "about:blank", "browserContextId", contextId))
                        .get("targetId");
        String session = (String) call("Target.attachToTarget", "", Map.of("targetId", target, "flatten", true))
                .get("sessionId");
        return new Tab(this, session, contextId).go(address);
    }

    /** @return the result of the method, once it is there */
    Map<String, Object> call(String method, String session, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        calls.put(id, answer);
        String message = Json.write(json -> {
            json.writeNumberProperty("id", id);
            json.writeStringProperty("method", method);
            if (!session.isEmpty()) {
                json.writeStringProperty("sessionId", session);
            }
            json.writeName("params");
            write(json, parameters);
        });
        socket.sendText(message, true).join();
        Map<String, Object> result =
                answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        assertThat(result).as("answer to " + method).doesNotContainKey("error");
        return object(result.get("result"));
    }

    /** What the tab of this session has told unasked, of one kind. */
    List<Map<String, Object>> events(String session, String method) {
        return events.stream()
                .filter(event -> session.equals(event.get("sessionId")) && method.equals(event.get("method")))
                .map(event -> object(event.get("params")))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            take(parse(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(Map<String, Object> message) {
        if (message.get("id") instanceof Integer id) {
            calls.remove(id).complete(message);
        } else {
            events.add(message);
        }
    }

    private static Map<String, Object> parse(String text) {
        try (JsonParser parser = Json.checkedBefore(text)) {
            parser.nextToken();
            return Json.object(parser);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static void write(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName((String) name);
                write(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> write(json, element));
            json.writeEndArray();
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            process.getErrorStream().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
