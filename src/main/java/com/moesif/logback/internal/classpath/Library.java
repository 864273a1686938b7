package com.moesif.logback.internal.classpath;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One that the appender uses: where it is told from, and from which version on it will do. */
enum Library {
    LOGBACK_CLASSIC("ch.qos.logback", "logback-classic", "ch/qos/logback/classic/LoggerContext.class", "1.4.7"),
    LOGBACK_CORE("ch.qos.logback", "logback-core", "ch/qos/logback/core/AppenderBase.class", "1.4.7"),
    SLF4J("org.slf4j", "slf4j-api", "org/slf4j/LoggerFactory.class", "2.0"),
    HTTPCLIENT(
            "org.apache.httpcomponents.client5",
            "httpclient5",
            "org/apache/hc/client5/http/async/HttpAsyncClient.class",
            "5.1"),
    HTTPCORE("org.apache.httpcomponents.core5", "httpcore5", "org/apache/hc/core5/http/HttpHost.class", "5.1"),
    HTTPCORE_H2(
            "org.apache.httpcomponents.core5",
            "httpcore5-h2",
            "org/apache/hc/core5/http2/HttpVersionPolicy.class",
            "5.1"),
    JCTOOLS("org.jctools", "jctools-core", "org/jctools/queues/atomic/MpscAtomicArrayQueue.class", "2.1"),
    JACKSON("tools.jackson.core", "jackson-core", "tools/jackson/core/JsonGenerator.class", "3.0"),
    /** Needed with {@code <kafka>} only. */
    KAFKA("org.apache.kafka", "kafka-clients", "org/apache/kafka/clients/producer/KafkaProducer.class", "3.6");

    private final String group;
    private final String artifact;
    private final String witness;
    private final Version needed;

    Library(String group, String artifact, String witness, String needed) {
        this.group = group;
        this.artifact = artifact;
        this.witness = witness;
        this.needed = Version.of(needed);
    }

    String artifact() {
        return artifact;
    }

    Version needed() {
        return needed;
    }

    /** As a build names it. */
    String coordinates() {
        return group + ":" + artifact;
    }

    /** Whether the user's application brings it in any case, so that no jar of ours has it inside. */
    boolean isTheUsersOwn() {
        return this == LOGBACK_CLASSIC || this == LOGBACK_CORE || this == SLF4J || this == KAFKA;
    }

    boolean isAlwaysNeeded() {
        return this != KAFKA;
    }

    boolean isThere() {
        return place() != null || isLoadable();
    }

    /** Null where nobody says which it is: it is inside another jar, ours perhaps. */
    Version found() {
        URL place = place();
        if (place == null) {
            return null;
        }
        Matcher name = Pattern.compile("/" + artifact + "-(\\d[^/!]*)\\.jar").matcher(place.toString());
        return name.find() ? Version.of(name.group(1)) : fromMetadata(place);
    }

    private URL place() {
        return Library.class.getClassLoader().getResource(witness);
    }

    /** A class loader need not show its files: that of a native image doesn't. */
    private boolean isLoadable() {
        try {
            Class.forName(witness.replace(".class", "").replace('/', '.'), false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Maven's, in the same jar. */
    private Version fromMetadata(URL place) {
        String jar = place.toString();
        String metadata = "META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try {
            URL url = new URL(jar.substring(0, jar.length() - witness.length()) + metadata);
            var connection = url.openConnection();
            // Else the JVM would keep the jar open.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                Properties properties = new Properties();
                properties.load(in);
                return Version.of(properties.getProperty("version", ""));
            }
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
