package com.moesif.logback.internal.statements;

import java.util.List;

/**
 * A call of a logging API, its operands sorted by what they mean.
 *
 * @param logger what the call is made on
 * @param style how the API fills arguments in
 * @param message the text or what gives it; null when there is none
 * @param arguments null when an array is handed over that can't be seen into
 * @param array that array; else null
 */
record LogCall(
        Api api,
        Origin logger,
        CallLevel level,
        Style style,
        Origin message,
        List<Origin> arguments,
        List<String> pairs,
        List<Origin> markers,
        Origin array) {

    /** How a text takes its arguments. */
    enum Style {
        /** <code>{}</code>, as SLF4J and Log4j 2 do. */
        BRACES,
        /** <code>{0}</code>, as {@code java.text.MessageFormat} does. */
        NUMBERED,
        /** {@code %s}, as {@code String.format} does. */
        PERCENT,
        /** There are no arguments. */
        NONE
    }

    static LogCall of(Api api, Origin logger, CallLevel level, Style style, Origin message, List<Origin> arguments) {
        return new LogCall(api, logger, level, style, message, arguments, List.of(), List.of(), null);
    }

    LogCall saying(Origin text) {
        return new LogCall(api, logger, level, style, text, arguments, pairs, markers, array);
    }

    LogCall at(String name) {
        return new LogCall(api, logger, CallLevel.named(name), style, message, arguments, pairs, markers, array);
    }

    LogCall of(Origin unseen) {
        return new LogCall(api, logger, level, style, message, arguments, pairs, markers, unseen);
    }
}
