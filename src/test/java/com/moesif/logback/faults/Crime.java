package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.Insight;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.LiveFiles;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Service;
import com.moesif.logback.harness.VictimProgram;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.spool.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A spool, a collector, and processes that something is done to, one after the other; in the end a service in this JVM sends
 * what they have left.
 */
public final class Crime implements AutoCloseable {
    private static final Pattern RETURNED = Pattern.compile("returned (\\d+)(?: late (\\d+))?");

    public final LocalCollector collector = LocalCollector.start(0);
    final Path directory;
    public final Path spool;
    private final Path xml;
    private final Set<Integer> arrived = ConcurrentHashMap.newKeySet();
    /** Of each action by its number; an action keeps it for ever. */
    private final Map<Integer, String> ids = new ConcurrentHashMap<>();

    private final Set<String> twoIds = ConcurrentHashMap.newKeySet();
    private final Set<Integer> returned = new TreeSet<>();
    /** Of these, those that may have been let go before their action was in its file: nothing was promised to them. */
    private final Set<Integer> late = new TreeSet<>();

    /** How many were, as the victims had counted them before their ends. */
    private int lateCommits;

    public Crime(Path directory, String spoolElements, String elements) {
        this(directory, directory.resolve("spool"), spoolElements, elements);
    }

    public Crime(Path directory, Path spool, String spoolElements, String elements) {
        this.directory = directory;
        this.spool = spool;
        this.xml = directory.resolve("logback.xml");
        collector.onAction(this::arrived);
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    xml,
                    "<configuration><appender name=\"MOESIF\" class=\"com.moesif.logback.MoesifAppender\">"
                            + "<applicationId>the-id</applicationId><baseUri>" + collector.baseUri()
                            + "</baseUri><linger>0</linger>" + elements + "<spool><directory>" + spool + "</directory>"
                            + spoolElements + "</spool></appender>"
                            + "<root level=\"INFO\"><appender-ref ref=\"MOESIF\"/></root></configuration>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void arrived(ReceivedAction action) {
        String id = action.transactionId();
        int number = (Integer) action.metadata().get("n");
        arrived.add(number);
        String before = ids.put(number, id);
        if (before != null && !before.equals(id)) {
            twoIds.add(before + " " + id);
        }
    }

    /** A process that has not begun yet: its first command is {@code start}. */
    Child victim(List<String> prefix) {
        return Child.start(prefix, VictimProgram.class.getName(), xml.toString());
    }

    public Child startedVictim() {
        Child victim = victim(List.of());
        victim.ask("start");
        return victim;
    }

    /** Once it is over: which of its logging calls have returned. */
    public void remember(Child victim) {
        victim.kill();
        returned.addAll(returned(victim));
        int counted = 0;
        for (String line : victim.said()) {
            Matcher said = RETURNED.matcher(line);
            if (said.matches() && said.group(2) != null) {
                late.add(Integer.parseInt(said.group(1)));
                counted = Math.max(counted, Integer.parseInt(said.group(2)));
            }
        }
        lateCommits += counted;
    }

    public static Set<Integer> returned(Child victim) {
        Set<Integer> numbers = new TreeSet<>();
        for (String line : victim.said()) {
            Matcher said = RETURNED.matcher(line);
            if (said.matches()) {
                numbers.add(Integer.parseInt(said.group(1)));
            }
        }
        return numbers;
    }

    public Set<Integer> returned() {
        return returned;
    }

    /** What has arrived has to come once more. */
    void forgetArrivals() {
        collector.clear();
        arrived.clear();
    }

    /** What lies in the spool whose name ends so. */
    public List<Path> files(String suffix) {
        try {
            return LiveFiles.all(spool).stream()
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next service of the same kind sends what is left; whatever had returned has arrived then, each with one id, but for
     * what was let go early and lost with its process: never more than was counted before.
     */
    public Counts recover() {
        collector.behave();
        Counts counts;
        try (Service next = Service.start(xml)) {
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                assertThat(next.appender().flush(Duration.ofSeconds(1))).isTrue();
                assertThat(files(".segment")).isEmpty();
            });
            next.appender().stop();
            counts = Insight.counts(next.appender());
            assertThat(counts.balance()).as("%s", counts).isTrue();
        }
        Set<Integer> lost = new TreeSet<>(returned);
        lost.removeAll(arrived);
        assertThat(late).containsAll(lost);
        assertThat(lost.size()).isLessThanOrEqualTo(lateCommits);
        assertThat(twoIds).isEmpty();
        return counts;
    }

    @Override
    public void close() {
        collector.close();
    }
}
