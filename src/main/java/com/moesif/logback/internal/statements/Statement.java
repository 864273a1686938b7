package com.moesif.logback.internal.statements;

import java.util.List;

/**
 * One logging call of the application, as its byte code has it. Immutable.
 *
 * @param place the folder or jar that the class was read from
 * @param className with dots
 * @param file of the source, {@code Payments.java}; null when the class was compiled without it
 * @param line 0 when the class was compiled without line numbers
 * @param level {@code TRACE} to {@code ERROR}, as Logback will see it; null when it is decided at run time
 * @param pairs the names of the fluent API's key-value pairs, those that are constants
 * @param markers the names of its markers; null for one whose name the code doesn't tell
 */
public record Statement(
        String place,
        String className,
        String method,
        String file,
        int line,
        LoggerName logger,
        String level,
        Message message,
        List<String> pairs,
        List<String> markers,
        Api api) {

    /** {@code Payments.java:15}, or the class's name where there is no line. */
    public String at() {
        return file == null || line == 0 ? className : file + ":" + line;
    }

    /** Whether this placeholder is for the last argument: Logback takes a throwable out there, so that it fills no placeholder. */
    public boolean isLastArgument(int placeholder) {
        List<Message.Part> placeholders = message.parts().stream()
                .filter(part -> part.placeholder() != null)
                .toList();
        return api.keepsTemplates() && placeholders.get(placeholder).isLast();
    }
}
