package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.LiveFiles;
import com.moesif.logback.harness.Rig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** One of the Spring Boot applications of {@code src/it}, running as its owner would run it: {@code java -jar service.jar}. */
final class BootService implements AutoCloseable {
    /** What a client says of itself. */
    static final String USER_AGENT = "acme-client/1.0";
    /** Where it says it comes from. */
    static final String CLIENT = "203.0.113.9";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern STARTED = Pattern.compile("Started [Aa]pplication in ");
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Path directory;
    private final Path output;
    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private int starts;

    private BootService(Path directory, Path output, Process process) {
        this.directory = directory;
        this.output = output;
        this.process = process;
    }

    /**
     * Begins to start it, on a port of its own choice, quickly rather than for long.
     *
     * @param directory where it runs, and has its spool; nobody else's
     * @param baseUri of a collector; never Moesif's
     * @param arguments for the application, beside these
     */
    static BootService begin(Path java, String project, Path directory, URI baseUri, String... arguments)
            throws IOException {
        return begin(List.of(java.toString(), "-XX:TieredStopAtLevel=1"), project, directory, baseUri, arguments);
    }

    /** The same, by this command, which ends before {@code -jar}. */
    static BootService begin(List<String> java, String project, Path directory, URI baseUri, String... arguments)
            throws IOException {
        Path jar = Path.of(System.getProperty("its"), project, "target", "service.jar");
        List<String> command = new ArrayList<>(java);
        command.addAll(
                List.of("-jar", jar.toAbsolutePath().toString(), "--server.port=0", "--moesif.base-uri=" + baseUri));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("MOESIF")
                        || name.startsWith("SPRING")
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS"));
        return new BootService(directory, output, builder.start());
    }

    /** Waits until it has started once more. */
    BootService awaitStart() {
        starts++;
        await().atMost(PATIENCE).until(() -> !process.isAlive() || count(STARTED) >= starts);
        assertThat(count(STARTED)).as("starts; it said %s", output()).isEqualTo(starts);
        return this;
    }

    /** In the same JVM, with this profile; until it has started again. */
    void restart(String profile) throws Exception {
        post("/restart?profile=" + profile, "");
        awaitStart();
    }

    /** All it has written, to standard output and to standard error. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(Pattern pattern) {
        return pattern.matcher(output()).results().count();
    }

    /** What all its threads have worked so far. */
    Duration worked() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Of its present life. */
    URI uri(String path) {
        String port = PORT.matcher(output())
                .results()
                .reduce((before, last) -> last)
                .orElseThrow()
                .group(1);
        return URI.create("http://localhost:" + port + path);
    }

    String pay(String customer, String amount) throws Exception {
        return post("/payments?currency=USD&customer=" + customer + "&amount=" + amount, "");
    }

    String post(String path, String json) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    String get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(
                request.header("User-Agent", USER_AGENT)
                        .header("X-Forwarded-For", CLIENT)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s: %s, %s", response.uri(), response.body(), output())
                .isBetween(200, 299);
        return response.body();
    }

    /** Those of ours, by name. */
    List<String> threads() throws Exception {
        return JsonMapper.shared()
                .readTree(get("/actuator/threaddump"))
                .get("threads")
                .valueStream()
                .map(thread -> thread.get("threadName").asString())
                .filter(name -> name.startsWith("moesif-"))
                .toList();
    }

    /** The thread of an appender that loads classes ends when it has loaded what it is at: no stop waits for that. */
    void awaitThreadsOfOneAppender() {
        await().atMost(Rig.AMPLE)
                .untilAsserted(() -> assertThat(threads()).isNotEmpty().doesNotHaveDuplicates());
    }

    void awaitNoThreads() {
        await().atMost(Rig.AMPLE).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    /** How many directories of the spool are held by a running appender. */
    long locks() throws IOException {
        return LiveFiles.below(directory.resolve("spool"), "/lock").stream()
                .filter(BootService::isHeld)
                .count();
    }

    private static boolean isHeld(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock ours = channel.tryLock()) {
            return ours == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM, and waits for the end. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ended; it said %s", output())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
