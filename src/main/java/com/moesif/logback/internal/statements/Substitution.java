package com.moesif.logback.internal.statements;

import java.util.List;

/** Puts what a call gives in place of what its method is given. Immutable. */
final class Substitution {
    private final Origin.Call call;

    private Substitution(Origin.Call call) {
        this.call = call;
    }

    static Substitution of(Origin.Call call) {
        return new Substitution(call);
    }

    LogCall in(LogCall logging) {
        Origin array = logging.array() == null ? null : LogCalls.unwrapped(in(logging.array()));
        List<Origin> arguments = logging.arguments() == null
                ? array instanceof Origin.Array seen ? seen.elements() : null
                : in(logging.arguments());
        return new LogCall(
                logging.api(),
                logging.logger(),
                level(logging.level()),
                logging.style(),
                in(logging.message()),
                arguments,
                logging.pairs(),
                in(logging.markers()),
                array);
    }

    CallLevel level(CallLevel level) {
        return level.from() == null ? level : CallLevel.of(in(level.from()));
    }

    private List<Origin> in(List<Origin> origins) {
        return origins.stream().map(this::in).toList();
    }

    private Origin in(Origin origin) {
        if (origin instanceof Origin.Named named) {
            Origin given = in(named.origin());
            // What the caller calls it says more.
            return Arguments.of(given).name() == null ? new Origin.Named(named.name(), given) : given;
        }
        if (origin instanceof Origin.Parameter parameter) {
            return given(parameter);
        }
        if (origin instanceof Origin.Call made) {
            return new Origin.Call(made.target(), in(made.operands()));
        }
        if (origin instanceof Origin.Concatenation text) {
            return new Origin.Concatenation(in(text.parts()));
        }
        if (origin instanceof Origin.Lambda lambda) {
            return new Origin.Lambda(lambda.body(), in(lambda.captured()), lambda.type());
        }
        return origin instanceof Origin.Array array ? array.with(this::in) : origin;
    }

    private Origin given(Origin.Parameter parameter) {
        if (parameter.index() < 0 || !parameter.method().equals(call.target())) {
            return parameter;
        }
        int at = parameter.index() + (call.target().isStatic() ? 0 : 1);
        // A reference to the method gives what whoever calls it gives.
        return at < call.operands().size() ? call.operands().get(at) : new Origin.Unknown(parameter.type());
    }
}
