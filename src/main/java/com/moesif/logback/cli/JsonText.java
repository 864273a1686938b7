package com.moesif.logback.cli;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One JSON document of maps, lists, texts, numbers and booleans, in ASCII, so that no terminal is told what to do by it. */
final class JsonText {
    private static final String STEP = "  ";

    private JsonText() {}

    /** A value that is JSON already: whoever makes one has parsed it. */
    record Raw(String json) {}

    /** Laid out for people, too; it ends with a line feed. */
    static String document(Map<String, ?> members) {
        StringBuilder json = new StringBuilder();
        write(members, "", json);
        return json.append('\n').toString();
    }

    /** Begins a document whose first member is a list; nothing of the list is held. */
    static Elements elements(String name, PrintStream out) {
        out.print("{\n" + STEP + quoted(name) + ": [");
        return new Elements(out);
    }

    /** The list of such a document, which is whole only when it has been ended. */
    static final class Elements {
        private static final String INDENT = STEP + STEP;

        private final PrintStream out;
        private boolean any;

        private Elements(PrintStream out) {
            this.out = out;
        }

        void add(Object element) {
            StringBuilder json = new StringBuilder(any ? "," : "").append('\n').append(INDENT);
            write(element, INDENT, json);
            out.print(json);
            any = true;
        }

        /** @param last the member behind the list, which is known only now */
        void end(String last, int value) {
            out.print((any ? "\n" + STEP : "") + "],\n" + STEP + quoted(last) + ": " + value + "\n}\n");
        }
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
            raw(raw.json, json);
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

    /** A control character that its parser has let pass stands between members: there it is a blank, and an escape an error. */
    private static void raw(String json, StringBuilder into) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            ascii(c < ' ' ? ' ' : c, into);
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
