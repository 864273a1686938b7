package com.moesif.logback.lifecycle;

import com.moesif.logback.harness.Logback;
import java.util.Map;

/**
 * Logs at each depth of a stack that is full. A program of its own: a class that is initialised there, ours or the JDK's, may
 * be lost to its JVM for ever.
 */
final class DeepStackProgram {
    static final int THREADS = 10;

    private DeepStackProgram() {}

    /** What cannot be read. */
    public static final class Broken {
        public String getValue() {
            throw new IllegalStateException("broken");
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Logback logback = Logback.with();
        logback.action().addKeyValue("map", Map.of("k", 1)).log("as any application does first");
        // Interpreted at first and compiled later: then each frame has another size.
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            Thread deep = new Thread(
                    null,
                    () -> {
                        logAtEachDepth(logback);
                        logback.action()
                                .addKeyValue("later", thread)
                                .addKeyValue("broken", new Broken())
                                .log("m");
                    },
                    "deep",
                    256 * 1024);
            deep.start();
            deep.join();
        }
        logback.actions().stream()
                .filter(action -> action.metadata().get("later") != null)
                .forEach(action -> System.out.println(
                        action.metadata().get("later") + " " + action.metadata().get("broken")));
        // Not whether each has an outcome: where a stack ends within the ring's own offer nobody knows.
        Runtime.getRuntime().halt(0);
    }

    private static void logAtEachDepth(Logback logback) {
        try {
            logAtEachDepth(logback);
        } catch (StackOverflowError e) {
            // The end of the stack: from here on one is logged at each depth on the way back.
        }
        try {
            logback.action().log("m");
        } catch (StackOverflowError e) {
            // Logback, or the appender, had too little of it.
        }
    }
}
