package com.moesif.logback.demo;

import com.moesif.logback.collector.ReceivedAction;
import java.util.Map;
import java.util.StringJoiner;

/** An action as a line beneath the log line it came from. */
final class ActionText {
    private ActionText() {}

    static String of(ReceivedAction action) {
        StringJoiner fields = new StringJoiner("  ");
        add(fields, "company_id", action.companyId());
        add(fields, "user_id", action.userId());
        action.request().forEach((name, value) -> {
            if (!name.equals("time")) {
                add(fields, "request." + name, value);
            }
        });
        action.metadata().forEach((name, value) -> add(fields, name, value));
        return "     ==> " + action.actionName() + "\n         " + fields;
    }

    private static void add(StringJoiner fields, String name, Object value) {
        if (value != null) {
            fields.add(name + "=" + shown(value));
        }
    }

    /** Text in quotes, so that a number that is one can be told from digits. */
    private static String shown(Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(", ", "{", "}");
            map.forEach((name, inner) -> entries.add(name + ": " + shown(inner)));
            return entries.toString();
        }
        return String.valueOf(value);
    }
}
