package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the message of a logging call out of where it comes from. */
final class Messages {
    private static final int MOST_STEPS = 4;

    private final ClassIndex index;

    Messages(ClassIndex index) {
        this.index = index;
    }

    /** @param factories what the logger may have been got by; none when that isn't known */
    Message of(LogCall call, Set<Origin.Call> factories) {
        boolean isTranslated = factories.stream().anyMatch(factory -> isTranslated(call.api(), factory));
        long formatters = factories.stream().filter(Messages::isFormatter).count();
        boolean isEither = formatters > 0 && formatters < factories.size();
        if (call.message() == null || isTranslated || isEither && hasArguments(call)) {
            return Message.DYNAMIC;
        }
        List<Argument> arguments = call.arguments() == null
                ? null
                : Arguments.of(call.arguments().stream().map(this::supplied).toList());
        LogCall.Style style = formatters > 0 && !isEither ? LogCall.Style.PERCENT : call.style();
        return of(call.message(), style, arguments, MOST_STEPS);
    }

    private static boolean isFormatter(Origin.Call factory) {
        return factory.target().name().equals("getFormatterLogger");
    }

    private static boolean hasArguments(LogCall call) {
        return call.arguments() == null || !call.arguments().isEmpty();
    }

    /** The JDK's loggers may have a bundle of resources, where the message is but a key. */
    private static boolean isTranslated(Api api, Origin.Call factory) {
        return (api == Api.JUL || api == Api.SYSTEM_LOGGER)
                && factory.target().owner().startsWith("java/")
                && factory.arguments().size() > 1;
    }

    /** What a supplier gives, for a supplier. */
    private Origin supplied(Origin argument) {
        if (!(argument.bare() instanceof Origin.Lambda lambda) || !LogCalls.isSupplier(lambda.type())) {
            return argument;
        }
        Origin.Target body = lambda.body();
        return index.withResult(body)
                .map(facts -> facts.results().get(body.name() + body.descriptor()))
                .orElseGet(() -> {
                    boolean isGetter = !body.isStatic() && lambda.captured().size() == 1;
                    return isGetter ? new Origin.Call(body, lambda.captured()) : new Origin.Unknown(Origin.OBJECT);
                });
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
                    .map(facts -> facts.field(field.name()))
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
            return formatted.form() == Message.Form.DYNAMIC ? formatted : Texts.cutAgain(style, formatted, arguments);
        }
        Origin given = origin instanceof Origin.Call call ? result(call.target()) : null;
        if (given != null) {
            return of(given, style, arguments, steps - 1);
        }
        List<Message.Part> parts = new ArrayList<>();
        if (!glue(origin, parts)) {
            return Message.DYNAMIC;
        }
        Message made = glued(parts);
        boolean isOneText = made.parts().size() == 1 && made.placeholders().isEmpty();
        return isOneText
                ? Texts.cut(style, made.parts().get(0).text(), arguments, Message.Form.TEMPLATE)
                : Texts.cutAgain(style, made, arguments);
    }

    private Message result(Origin.Target method, LogCall.Style style, int steps) {
        return index.withResult(method)
                .map(facts -> facts.results().get(method.name() + method.descriptor()))
                .map(value -> of(value, style, List.of(), steps - 1))
                .orElse(Message.DYNAMIC);
    }

    /** What a method gives back, whichever of a class's subclasses runs it; null when that isn't one thing. */
    private Origin result(Origin.Target method) {
        List<Origin> results = index.implementations(method).stream()
                .map(facts -> facts.results().get(method.signature()))
                .toList();
        return !results.isEmpty() && results.stream().allMatch(results.get(0)::equals) ? results.get(0) : null;
    }

    private static Origin.Target invoke(String owner) {
        return new Origin.Target(owner, "invoke", "()Ljava/lang/Object;", false);
    }

    private static Message glued(List<Message.Part> parts) {
        return new Message(Message.Form.CONCATENATION, null, merged(parts), List.of(), 0, false);
    }

    /** What {@code String.format} and its kin are given as the format; null when it is none of them. */
    static Origin format(Origin.Call call) {
        Origin.Target target = call.target();
        boolean isFormat = target.is("java/lang/String", "format")
                || target.owner().endsWith("/LogMessage")
                || target.is("java/lang/String", "formatted")
                || target.is("java/text/MessageFormat", "format") && target.isStatic();
        return isFormat ? call.operands().get(formatAt(target)) : null;
    }

    private static int formatAt(Origin.Target target) {
        return target.descriptor().startsWith("(Ljava/util/Locale;") ? 1 : 0;
    }

    /** Of {@code String.format} and its kin; null when it is none. */
    private static Message formatted(Origin.Call call) {
        Origin format = format(call);
        if (format == null) {
            return null;
        }
        if (!(format.bare() instanceof Origin.Constant constant) || !(constant.value() instanceof String text)) {
            return Message.DYNAMIC;
        }
        boolean isNumbered = call.target().owner().equals("java/text/MessageFormat");
        int after = formatAt(call.target()) + 1;
        List<Origin> spread =
                LogCalls.spread(call.operands().subList(after, call.operands().size()));
        return Texts.cut(
                isNumbered ? LogCall.Style.NUMBERED : LogCall.Style.PERCENT,
                text,
                spread == null ? null : Arguments.of(spread),
                Message.Form.FORMAT);
    }

    /** @return whether it is text put together */
    private static boolean glue(Origin origin, List<Message.Part> parts) {
        if (origin instanceof Origin.Concatenation concatenation) {
            concatenation.parts().forEach(part -> piece(part, parts));
            return true;
        }
        if (origin instanceof Origin.Call call && !call.target().isStatic()) {
            if (call.target().name().equals("toString") && TextBuilders.isBuilder(call.target())) {
                return chain(call.receiver().bare(), parts);
            }
            if (call.target().is("java/lang/String", "concat")) {
                piece(call.receiver(), parts);
                piece(call.arguments().get(0), parts);
                return true;
            }
        }
        return false;
    }

    /** A chain of appends that is the whole text: there are no others. */
    private static boolean chain(Origin origin, List<Message.Part> parts) {
        List<Origin> pieces = new ArrayList<>();
        Origin at = origin;
        while (at instanceof Origin.Call call
                && TextBuilders.isBuilder(call.target())
                && call.target().name().equals("append")
                && call.arguments().size() == 1) {
            pieces.add(
                    0, TextBuilders.text(call.arguments().get(0), call.target().descriptor()));
            at = call.receiver().bare();
        }
        boolean whole = at instanceof Origin.Creation creation
                && creation.allSeen()
                && creation.appends().size() == pieces.size();
        if (whole) {
            pieces.addAll(0, TextBuilders.begun((Origin.Creation) at));
            pieces.forEach(piece -> piece(piece, parts));
        }
        return whole;
    }

    private static void piece(Origin origin, List<Message.Part> parts) {
        if (origin.bare() instanceof Origin.Constant constant && constant.value() instanceof String text) {
            parts.add(Message.Part.text(text));
        } else if (!glue(origin.bare(), parts)) {
            parts.add(Message.Part.placeholder(Arguments.ofText(origin)));
        }
    }

    private static List<Message.Part> merged(List<Message.Part> parts) {
        List<Message.Part> merged = new ArrayList<>();
        for (Message.Part part : parts) {
            Message.Part last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.placeholder() == null && part.placeholder() == null) {
                merged.set(merged.size() - 1, Message.Part.text(last.text() + part.text()));
            } else {
                merged.add(part);
            }
        }
        return List.copyOf(merged);
    }
}
