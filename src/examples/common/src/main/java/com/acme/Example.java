package com.acme;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an application before a local collector, and compares the actions that arrive with those that are expected. */
public final class Example {
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private Example() {}

    /** Something of the framework's, whatever it throws. */
    public interface Application {
        void run() throws Exception;
    }

    /**
     * The first class to be used of all: Logback reads its file when somebody asks for a logger.
     *
     * @param expected of each action: name, company, and the other fields by their names
     */
    public static void run(Application application, String... expected) {
        boolean asExpected = false;
        try {
            asExpected = isAsExpected(application, expected);
        } catch (Exception e) {
            e.printStackTrace();
        }
        // Frameworks leave threads that aren't daemons.
        System.exit(asExpected ? 0 : 1);
    }

    private static boolean isAsExpected(Application application, String... expected) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            System.setProperty("COLLECTOR", collector.baseUri().toString());
            application.run();
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            MoesifAppender appender =
                    (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("MOESIF");
            boolean flushed = appender.flush(AMPLE);
            List<String> arrived =
                    collector.actions().stream().map(Example::text).sorted().toList();
            arrived.forEach(System.out::println);
            List<String> wanted = Arrays.stream(expected).sorted().toList();
            boolean asExpected =
                    flushed && arrived.equals(wanted) && collector.refusals().isEmpty();
            if (!asExpected) {
                System.out.println("Expected were: " + wanted + "; refused: " + collector.refusals());
            }
            return asExpected;
        }
    }

    /** Asks the server at this port of the same machine for a payment of the customer 12345. */
    public static void pay(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/payments/12345"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(AMPLE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String text(ReceivedAction action) {
        return action.actionName() + " " + action.companyId() + " " + new TreeMap<>(action.metadata());
    }
}
