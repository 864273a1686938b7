package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the message of a logging call out of where it comes from. */
final class Messages {
    private static final int MOST_STEPS = 4;
    private static final Set<String> BUILDERS = Set.of("java/lang/StringBuilder", "java/lang/StringBuffer");

    private final ClassIndex index;

    Messages(ClassIndex index) {
        this.index = index;
    }

    Message of(LogCall call) {
        List<Argument> arguments = call.arguments() == null ? null : Arguments.of(call.arguments());
        return call.message() == null ? Message.DYNAMIC : of(call.message(), call.style(), arguments, MOST_STEPS);
    }

    private Message of(Origin message, LogCall.Style style, List<Argument> arguments, int steps) {
        Origin origin = message.bare();
        if (steps == 0) {
            return Message.DYNAMIC;
        }
        if (origin instanceof Origin.Constant constant && constant.value() instanceof String text) {
            return Texts.cut(style, text, arguments, Message.Form.TEMPLATE);
        }
        if (origin instanceof Origin.Field field) {
            return index.withField(field.owner(), field.name())
                    .map(facts -> facts.fields().get(field.name()))
                    .map(value -> of(value, style, arguments, steps - 1))
                    .orElse(Message.DYNAMIC);
        }
        if (origin instanceof Origin.Lambda lambda) {
            return result(lambda.body(), style, steps);
        }
        if (origin instanceof Origin.Creation creation) {
            // The class of a lambda, as Kotlin before 2 makes them.
            return result(invoke(creation.type().getInternalName()), style, steps);
        }
        Message formatted = origin instanceof Origin.Call call ? formatted(call) : null;
        if (formatted != null) {
            return formatted;
        }
        List<Message.Part> parts = new ArrayList<>();
        return glue(origin, parts) ? glued(parts, arguments) : Message.DYNAMIC;
    }

    private Message result(Origin.Target method, LogCall.Style style, int steps) {
        return index.withResult(method)
                .map(facts -> facts.results().get(method.name() + method.descriptor()))
                .map(value -> of(value, style, List.of(), steps - 1))
                .orElse(Message.DYNAMIC);
    }

    private static Origin.Target invoke(String owner) {
        return new Origin.Target(owner, "invoke", "()Ljava/lang/Object;", false);
    }

    private static Message glued(List<Message.Part> parts, List<Argument> arguments) {
        return new Message(
                Message.Form.CONCATENATION, null, merged(parts), arguments == null ? List.of() : arguments, 0);
    }

    /** Of {@code String.format} and its kin; null when it is none. */
    private static Message formatted(Origin.Call call) {
        Origin.Target target = call.target();
        List<Origin> operands = new ArrayList<>(call.operands());
        LogCall.Style style;
        if (target.is("java/lang/String", "format") || target.owner().endsWith("/LogMessage")) {
            style = LogCall.Style.PERCENT;
            if (target.descriptor().startsWith("(Ljava/util/Locale;")) {
                operands.remove(0);
            }
        } else if (target.is("java/lang/String", "formatted")) {
            style = LogCall.Style.PERCENT;
        } else if (target.is("java/text/MessageFormat", "format") && target.isStatic()) {
            style = LogCall.Style.NUMBERED;
        } else {
            return null;
        }
        if (!(operands.get(0).bare() instanceof Origin.Constant constant)
                || !(constant.value() instanceof String text)) {
            return Message.DYNAMIC;
        }
        List<Origin> spread = LogCalls.spread(operands.subList(1, operands.size()));
        return Texts.cut(style, text, spread == null ? null : Arguments.of(spread), Message.Form.FORMAT);
    }

    /** @return whether it is text put together */
    private static boolean glue(Origin origin, List<Message.Part> parts) {
        if (origin instanceof Origin.Concatenation concatenation) {
            concatenation.parts().forEach(part -> piece(part, parts));
            return true;
        }
        if (origin instanceof Origin.Call call && !call.target().isStatic()) {
            if (call.target().name().equals("toString") && isBuilder(call.target())) {
                return builder(call.receiver().bare(), parts);
            }
            if (call.target().is("java/lang/String", "concat")) {
                piece(call.receiver(), parts);
                piece(call.arguments().get(0), parts);
                return true;
            }
        }
        return false;
    }

    private static boolean isBuilder(Origin.Target target) {
        return BUILDERS.contains(target.owner());
    }

    private static boolean builder(Origin origin, List<Message.Part> parts) {
        if (origin instanceof Origin.Creation creation) {
            boolean text = creation.arguments().size() == 1
                    && Origin.STRING.equals(creation.arguments().get(0).type());
            if (text) {
                piece(creation.arguments().get(0), parts);
            }
            return true;
        }
        if (origin instanceof Origin.Call call
                && isBuilder(call.target())
                && call.target().name().equals("append")
                && call.arguments().size() == 1
                && builder(call.receiver().bare(), parts)) {
            piece(call.arguments().get(0), parts);
            return true;
        }
        return false;
    }

    private static void piece(Origin origin, List<Message.Part> parts) {
        if (origin.bare() instanceof Origin.Constant constant && constant.value() instanceof String text) {
            parts.add(Message.Part.text(text));
        } else if (!glue(origin.bare(), parts)) {
            parts.add(Message.Part.hole(Arguments.of(origin)));
        }
    }

    private static List<Message.Part> merged(List<Message.Part> parts) {
        List<Message.Part> merged = new ArrayList<>();
        for (Message.Part part : parts) {
            Message.Part last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.hole() == null && part.hole() == null) {
                merged.set(merged.size() - 1, Message.Part.text(last.text() + part.text()));
            } else {
                merged.add(part);
            }
        }
        return List.copyOf(merged);
    }
}
