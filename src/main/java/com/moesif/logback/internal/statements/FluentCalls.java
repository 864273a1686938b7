package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * A chain of SLF4J's fluent API, or of Log4j's, which begins at {@code atInfo()} and ends with {@code log(…)}: read from its
 * end.
 */
final class FluentCalls {
    private final List<Origin> arguments = new ArrayList<>();
    private final List<String> pairs = new ArrayList<>();
    private final List<Origin> markers = new ArrayList<>();
    private Origin message;
    private Origin logger;
    private CallLevel level = CallLevel.UNKNOWN;

    private FluentCalls() {}

    static LogCall read(Api api, Origin.Target target, Origin builder, List<Origin> given) {
        if (!target.name().equals("log") || Type.getReturnType(target.descriptor()) != Type.VOID_TYPE) {
            return null;
        }
        FluentCalls chain = new FluentCalls();
        chain.follow(builder);
        List<Origin> own = new ArrayList<>(given);
        if (!own.isEmpty()) {
            chain.message = own.remove(0);
        }
        List<Origin> spread = LogCalls.spread(own);
        if (spread == null) {
            return chain.call(api, null).of(own.get(0));
        }
        chain.arguments.addAll(spread);
        return chain.call(api, chain.arguments);
    }

    private LogCall call(Api api, List<Origin> all) {
        return new LogCall(
                api, logger, level, LogCall.Style.BRACES, message, all, List.copyOf(pairs), List.copyOf(markers), null);
    }

    private void follow(Origin builder) {
        if (!(builder.bare() instanceof Origin.Call step) || step.target().isStatic()) {
            return;
        }
        String name = step.target().name();
        String begun = LogCalls.levelOf(name);
        if (begun != null || name.equals("atLevel") || name.equals("makeLoggingEventBuilder")) {
            logger = step.receiver();
            level = begun == null ? CallLevel.of(step.arguments().get(0)) : CallLevel.named(begun);
            return;
        }
        // What came earlier in the chain first.
        follow(step.receiver());
        switch (name) {
            case "setMessage" -> message = step.arguments().get(0);
            case "addArgument" -> arguments.add(step.arguments().get(0));
            case "addMarker", "withMarker" -> markers.addAll(Markers.of(step.arguments()));
            case "addKeyValue" -> {
                if (step.arguments().get(0).bare() instanceof Origin.Constant key
                        && key.value() instanceof String text) {
                    pairs.add(text);
                }
            }
            default -> {
                // setCause, withLocation and whatever comes later say nothing of the message.
            }
        }
    }
}
