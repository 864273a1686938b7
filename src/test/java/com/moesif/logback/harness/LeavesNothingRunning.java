package com.moesif.logback.harness;

import com.moesif.logback.internal.pipeline.LeftInMemory;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a class of tests that leaves an appender running: its meters, its JMX beans and its spool would be in the way of
 * whatever class comes next in the same JVM, and only in some orders. What they have left in memory is forgotten. JUnit
 * finds it as a service.
 */
public final class LeavesNothingRunning implements BeforeAllCallback, AfterAllCallback {
    /** An appender that has been stopped may go on delivering for as long as a test lets it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(40);

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LeavesNothingRunning.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE).put("before", threads());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        @SuppressWarnings("unchecked")
        Set<Thread> before = context.getStore(NAMESPACE).get("before", Set.class);
        try {
            Awaitility.await().atMost(LAST_WORDS).until(() -> before.containsAll(threads()));
        } catch (ConditionTimeoutException e) {
            Set<String> left = new TreeSet<>();
            threads().stream().filter(each -> !before.contains(each)).forEach(each -> left.add(each.getName()));
            throw new AssertionError("These tests leave an appender running: stop its context. Threads: " + left, e);
        }
        // Not before: an appender that ends may leave something.
        LeftInMemory.forget();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getClass().getSimpleName().equals("AppenderThread"))
                .collect(Collectors.toSet());
    }
}
