package com.moesif.logback.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * The figures of one appender in a running service, under their names over JMX. An appender of an older version has fewer.
 *
 * @param values of each attribute, sorted by name
 */
record ServiceFigures(Map<String, Object> values) {
    static ServiceFigures of(MBeanServerConnection server, ObjectName appender) throws JMException, IOException {
        Map<String, Object> values = new TreeMap<>();
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(appender).getAttributes()) {
            values.put(attribute.getName(), server.getAttribute(appender, attribute.getName()));
        }
        return new ServiceFigures(values);
    }

    /** A part of the name as its service has it: with special characters it stands in quotes in the name. */
    static String plain(ObjectName name, String key) {
        String value = name.getKeyProperty(key);
        return value != null && value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    /** Null when it has none, or there is no such figure. */
    Object of(String name) {
        return values.get(name);
    }

    /** Zero when there is no such figure. */
    long count(String name) {
        return values.get(name) instanceof Number count ? count.longValue() : 0;
    }

    String named(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(text.length() == 0 ? "" : ", ").append(name).append(' ').append(of(name));
        }
        return text.toString();
    }

    /** Nothing is lost, for certain at least, nothing waits for somebody, and every rule that should match does. */
    boolean isFine() {
        long lost = count("Dropped") + count("Dead") + count("Corrupt") + count("LostInCrashesAtLeast");
        boolean silent = of("SilentRules") instanceof Object[] rules && rules.length > 0;
        return lost == 0 && of("PausedReason") == null && !silent;
    }
}
