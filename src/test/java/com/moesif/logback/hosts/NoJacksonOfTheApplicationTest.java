package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM with what the plain jar brings and nothing more: neither Jackson's databind nor its annotations. */
class NoJacksonOfTheApplicationTest {
    @TempDir
    private Path directory;

    /** Logs one action with values of every structure. */
    public static final class Structured {
        private Structured() {}

        record Item(String sku, int count) {}

        /** A bean. */
        public static final class Customer {
            public String getName() {
                return "Ada";
            }

            public List<Item> getItems() {
                return List.of(new Item("a", 2));
            }
        }

        public static void main(String[] args) {
            LoggerContext context = new LoggerContext();
            MoesifAppender appender = new MoesifAppender();
            appender.setContext(context);
            appender.setName("STRUCTURED");
            appender.setDryRun("true");
            appender.start();
            Logger logger = context.getLogger("com.acme.Structured");
            logger.addAppender(appender);
            logger.atInfo()
                    .addKeyValue("action_name", "Ordered")
                    .addKeyValue("company_id", "acme")
                    .addKeyValue("array", new int[] {1})
                    .addKeyValue("bean", new Customer())
                    .addKeyValue("list", List.of("a", List.of("b")))
                    .addKeyValue("map", Map.of("k", new Item("b", 1)))
                    .log("ordered");
            context.stop();
            System.out.println("lost " + Insight.counts(appender).oddities().get(Oddity.FIELDS_LOST));
        }
    }

    @Test
    void listsMapsRecordsAndBeans_areWhole() throws Exception {
        List<String> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("classes")
                        || Path.of(entry)
                                .getFileName()
                                .toString()
                                .matches("(logback|slf4j-api|httpc|jctools).*" + "|jackson-core-3.*"))
                .toList();
        HostProcess process = HostProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                directory,
                classPath,
                List.of(Structured.class.getName()));

        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.out())
                .contains("lost 0")
                .anySatisfy(line -> assertThat(line)
                        .contains("\"array\":[1],\"bean\":{\"items\":[{\"sku\":\"a\",\"count\":2}],\"name\":\"Ada\"},"
                                + "\"list\":[\"a\",[\"b\"]],\"map\":{\"k\":{\"sku\":\"b\",\"count\":1}}"));
    }
}
