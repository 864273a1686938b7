package com.moesif.logback.rules;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The sample service's trade, run from given classes in a loader of its own, its events played to the rules. One use. */
final class MutantRun {
    private static final List<String> STEPS = List.of(
            "Payments.settle",
            "Payments.decline",
            "Payments.refund",
            "Orders.place",
            "Orders.export",
            "Orders.ship",
            "Accounts.signIn",
            "Accounts.renew",
            "Accounts.changeRole",
            "Accounts.meter",
            "Gateway.serve",
            "Gateway.call",
            "Gateway.retry");

    private final Path logbackXml;

    MutantRun(Path logbackXml) {
        this.logbackXml = logbackXml;
    }

    /**
     * What came of it.
     *
     * @param actions what of each a bill is made of
     * @param events how many were of a level that is let through
     * @param warnings that the appender gave meanwhile
     */
    record Outcome(List<Map<String, Object>> actions, int events, List<String> warnings) {}

    Outcome of(List<Path> classes) throws Exception {
        try (RuleTester tester = RuleTester.of(logbackXml)) {
            List<String> before = tester.problems();
            int[] events = {0};
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            List<Logger> loggers = Stream.of("com.acme.shop", "elsewhere")
                    .map(context::getLogger)
                    .toList();
            AppenderBase<ILoggingEvent> player = new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    event.prepareForDeferredProcessing();
                    Logger logger = (Logger) tester.logger(event.getLoggerName());
                    if (logger.isEnabledFor(event.getLevel())) {
                        events[0]++;
                        logger.callAppenders(event);
                    }
                }
            };
            player.setContext(context);
            player.start();
            for (Logger logger : loggers) {
                logger.setLevel(Level.TRACE);
                logger.addAppender(player);
            }
            try (Classes loader = new Classes(classes)) {
                for (String step : STEPS) {
                    String[] of = step.split("[.]");
                    var method = loader.loadClass("com.acme.shop." + of[0]).getDeclaredMethod(of[1]);
                    method.setAccessible(true);
                    method.invoke(null);
                }
            } finally {
                for (Logger logger : loggers) {
                    logger.detachAppender(player);
                    logger.setLevel(null);
                }
            }
            List<String> warnings = new ArrayList<>(tester.problems());
            warnings.removeAll(before);
            return new Outcome(tester.actions().stream().map(MutantRun::billed).toList(), events[0], warnings);
        }
    }

    /** What a bill is made of: of a text that it is there. */
    private static Map<String, Object> billed(Map<String, Object> action) {
        Map<String, Object> billed = new TreeMap<>();
        action.forEach((name, value) -> {
            if (value instanceof Map<?, ?> within) {
                within.forEach((key, each) -> billed.put(name + "." + key, each instanceof String ? "text" : each));
            } else if (!name.equals("transaction_id")) {
                billed.put(name, value);
            }
        });
        return billed;
    }

    /** The shop's from the given places only, though the tests' class path has them, too. */
    private static final class Classes extends URLClassLoader {
        Classes(List<Path> places) throws IOException {
            super(urls(places), MutantRun.class.getClassLoader());
        }

        private static URL[] urls(List<Path> places) throws MalformedURLException {
            URL[] urls = new URL[places.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = places.get(i).toUri().toURL();
            }
            return urls;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.acme.shop.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
