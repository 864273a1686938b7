package com.moesif.logback.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A line of JSON for each event: its logger, its message, and the numbers and texts that its call was given. */
public final class ArgumentsLayout extends LayoutBase<ILoggingEvent> {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String doLayout(ILoggingEvent event) {
        List<String> typed = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Object[] arguments = event.getArgumentArray() == null ? new Object[0] : event.getArgumentArray();
        for (Object argument : arguments) {
            (argument instanceof Number || argument instanceof Boolean ? typed : texts).add(String.valueOf(argument));
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("logger", event.getLoggerName());
        line.put("message", event.getFormattedMessage());
        line.put("typed", typed);
        line.put("texts", texts);
        return JSON.writeValueAsString(line) + "\n";
    }
}
