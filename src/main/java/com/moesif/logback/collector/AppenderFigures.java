package com.moesif.logback.collector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import tools.jackson.core.JsonGenerator;

/**
 * What one appender says of itself over JMX. Known by the name of its MBean alone: the collector shares no code with it.
 *
 * @param counts in the order of {@link #COUNTS}; one that an older version does not have is left out
 * @param paused null when it doesn't pause
 * @param lastError null when no attempt has failed
 */
record AppenderFigures(String name, String context, Map<String, Long> counts, String paused, String lastError) {
    /** In the order of the ledger's equation: what has come in, what has become of it, and what is beside it. */
    static final List<String> COUNTS = List.of(
            "Accepted",
            "Recovered",
            "Delivered",
            "Pending",
            "Spooled",
            "HandedOver",
            "Corrupt",
            "Dead",
            "Dropped",
            "Retries");

    private static final String PAUSED = "PausedReason";
    private static final String LAST_ERROR = "LastError";
    private static final String[] ALL = names();

    private static String[] names() {
        List<String> names = new ArrayList<>(COUNTS);
        names.addAll(List.of(PAUSED, LAST_ERROR));
        return names.toArray(String[]::new);
    }

    /** Of all appenders there, by their names. */
    static List<AppenderFigures> of(MBeanServerConnection server) throws IOException, JMException {
        List<AppenderFigures> appenders = new ArrayList<>();
        for (ObjectName name :
                server.queryNames(new ObjectName("com.moesif.logback:type=MoesifAppender,*"), null).stream()
                        .sorted()
                        .toList()) {
            try {
                appenders.add(of(name, server.getAttributes(name, ALL).asList()));
            } catch (InstanceNotFoundException e) {
                // It has stopped since.
            }
        }
        return appenders;
    }

    private static AppenderFigures of(ObjectName name, List<Attribute> attributes) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            if (attribute.getValue() instanceof Number count) {
                counts.put(attribute.getName(), count.longValue());
            } else if (attribute.getValue() instanceof String text) {
                texts.put(attribute.getName(), text);
            }
        }
        return new AppenderFigures(
                plain(name, "name"), plain(name, "context"), counts, texts.get(PAUSED), texts.get(LAST_ERROR));
    }

    private static String plain(ObjectName name, String key) {
        String value = name.getKeyProperty(key);
        return value == null ? "" : value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    /** Zero when there is no such count. */
    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** What was taken in and has no outcome yet. */
    long waiting() {
        return count("Pending") + count("Spooled");
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("context", context);
        json.writeObjectPropertyStart("counts");
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
        if (paused != null) {
            json.writeStringProperty("paused", paused);
        }
        if (lastError != null) {
            json.writeStringProperty("lastError", lastError);
        }
        json.writeEndObject();
    }
}
