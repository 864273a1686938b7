package com.moesif.logback.demo;

import com.moesif.logback.collector.ReceivedAction;
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
        action.metadataAsJson().forEach((name, json) -> fields.add(name + "=" + json));
        return "     ==> " + action.actionName() + "\n         " + fields;
    }

    private static void add(StringJoiner fields, String name, Object value) {
        if (value != null) {
            fields.add(name + "=" + (value instanceof String text ? '"' + text + '"' : value));
        }
    }
}
