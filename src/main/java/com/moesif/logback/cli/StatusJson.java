package com.moesif.logback.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** The figures of all appenders as one JSON document: each attribute that the appender shows over JMX, under its name there. */
final class StatusJson {
    private StatusJson() {}

    static int print(MBeanServerConnection server, List<ObjectName> names, PrintStream out)
            throws JMException, IOException {
        List<Map<String, Object>> appenders = new ArrayList<>();
        boolean fine = !names.isEmpty();
        for (ObjectName name : names) {
            ServiceFigures figures = ServiceFigures.of(server, name);
            Map<String, Object> appender = new LinkedHashMap<>();
            appender.put("name", ServiceFigures.plain(name, "name"));
            appender.put("context", ServiceFigures.plain(name, "context"));
            figures.values().forEach((figure, value) -> appender.put(figure, plain(value)));
            appenders.add(appender);
            fine &= figures.isFine();
        }
        out.print(JsonText.document(Map.of("appenders", appenders)));
        return fine ? Command.FINE : Command.WRONG;
    }

    private static Object plain(Object value) {
        if (value instanceof TabularData table) {
            return isOfFigures(table) ? rows(table) : counts(table);
        }
        return value instanceof Object[] texts ? List.of(texts) : value;
    }

    private static boolean isOfFigures(TabularData table) {
        return table.getTabularType().getRowType().getType("value") instanceof javax.management.openmbean.CompositeType;
    }

    private static Map<String, Object> counts(TabularData table) {
        Map<String, Object> counts = new TreeMap<>();
        for (Object each : table.values()) {
            CompositeData row = (CompositeData) each;
            counts.put((String) row.get("key"), row.get("value"));
        }
        return counts;
    }

    private static List<Map<String, Object>> rows(TabularData table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object each : table.values()) {
            CompositeData row = (CompositeData) each;
            CompositeData figures = (CompositeData) row.get("value");
            Map<String, Object> flat = new LinkedHashMap<>();
            flat.put("name", row.get("key"));
            figures.getCompositeType().keySet().forEach(key -> flat.put(key, figures.get(key)));
            rows.add(flat);
        }
        return rows;
    }
}
