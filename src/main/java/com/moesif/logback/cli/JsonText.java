package com.moesif.logback.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One JSON document of maps, lists, texts, numbers and booleans, in ASCII, so that no terminal is told what to do by it. */
final class JsonText {
    private static final String STEP = "  ";

    private JsonText() {}

    /** A value that is JSON already, of somebody who has parsed it. */
    record Raw(String json) {}

    /** Laid out for people, too; it ends with a line feed. */
    static String document(Map<String, ?> members) {
        StringBuilder json = new StringBuilder();
        write(members, "", json);
        return json.append('\n').toString();
    }

    private static void write(Object value, String indent, StringBuilder json) {
        if (value instanceof Map<?, ?> members) {
            json.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> all = members.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<?, ?> member = all.next();
                json.append('\n').append(indent).append(STEP).append(quoted(String.valueOf(member.getKey())));
                json.append(": ");
                write(member.getValue(), indent + STEP, json);
                json.append(all.hasNext() ? "," : "\n" + indent);
            }
            json.append('}');
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (Iterator<?> all = elements.iterator(); all.hasNext(); ) {
                json.append('\n').append(indent).append(STEP);
                write(all.next(), indent + STEP, json);
                json.append(all.hasNext() ? "," : "\n" + indent);
            }
            json.append(']');
        } else if (value instanceof Raw raw) {
            ascii(raw.json, json);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            json.append(value instanceof Double number && !Double.isFinite(number) ? null : value);
        } else {
            json.append(quoted(value.toString()));
        }
    }

    static String quoted(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            ascii(c, quoted);
        }
        return quoted.append('"').toString();
    }

    private static void ascii(String json, StringBuilder into) {
        for (int i = 0; i < json.length(); i++) {
            ascii(json.charAt(i), into);
        }
    }

    /** Within a string of JSON it means the same; elsewhere in JSON only ASCII stands. */
    private static void ascii(char c, StringBuilder into) {
        if (c < ' ' || c > '~') {
            into.append(String.format("\\u%04x", (int) c));
        } else {
            into.append(c);
        }
    }
}
