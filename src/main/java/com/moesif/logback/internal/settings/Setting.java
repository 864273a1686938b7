package com.moesif.logback.internal.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A setting of the appender that is one text: its element's name, its default and what is accepted. Immutable.
 *
 * @param <T> what the text stands for
 */
public final class Setting<T> {
    public final String name;
    public final String defaultText;
    private final String accepted;
    private final Function<String, T> parser;
    private final Function<T, String> shown;

    private Setting(
            String name, String defaultText, String accepted, Function<String, T> parser, Function<T, String> shown) {
        this.name = name;
        this.defaultText = defaultText;
        this.accepted = accepted;
        this.parser = parser;
        this.shown = shown;
    }

    static Setting<Duration> duration(String name, String defaultText, Duration least, Duration most) {
        Predicate<Duration> within = value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        String range = " from " + DurationText.show(least) + " to " + DurationText.show(most);
        return new Setting<>(
                name,
                defaultText,
                DurationText.ACCEPTED + range,
                text -> checked(DurationText.parse(text), within),
                DurationText::show);
    }

    static Setting<Long> size(String name, String defaultText, long least, long most) {
        String range = " from " + SizeText.show(least) + " to " + SizeText.show(most);
        return new Setting<>(
                name,
                defaultText,
                SizeText.ACCEPTED + range,
                text -> checked(SizeText.parse(text), value -> value >= least && value <= most),
                SizeText::show);
    }

    static Setting<Integer> number(String name, String defaultText, int least, int most) {
        return new Setting<>(
                name,
                defaultText,
                "a whole number from " + least + " to " + most,
                text -> checked(Integer.valueOf(text.strip()), value -> value >= least && value <= most),
                String::valueOf);
    }

    static Setting<Boolean> flag(String name, String defaultText) {
        return new Setting<>(name, defaultText, FlagText.ACCEPTED, FlagText::parse, String::valueOf);
    }

    static <E extends Enum<E>> Setting<E> choice(String name, String defaultText, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String names = constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new Setting<>(
                name,
                defaultText,
                "one of " + names,
                text -> Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT)),
                value -> value.name().toLowerCase(Locale.ROOT));
    }

    static <T> Setting<T> text(String name, String defaultText, String accepted, Function<String, T> parser) {
        return new Setting<>(name, defaultText, accepted, parser, String::valueOf);
    }

    /** A value that is shown by this word, since it stands for something else. */
    Setting<T> showing(T value, String word) {
        return new Setting<>(
                name, defaultText, accepted, parser, other -> value.equals(other) ? word : shown.apply(other));
    }

    /** The value as the status line at start has it. */
    String show(T value) {
        return shown.apply(value);
    }

    Setting<T> withDefault(String other) {
        return new Setting<>(name, other, accepted, parser, shown);
    }

    private static <T> T checked(T value, Predicate<T> valid) {
        if (!valid.test(value)) {
            throw new IllegalArgumentException(String.valueOf(value));
        }
        return value;
    }

    /** The value given, or the default when none is, a blank one is, or a wrong one is; the last is an error. */
    public T read(Map<String, String> given, List<String> errors) {
        String text = given.get(name);
        if (text != null && !text.isBlank()) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                errors.add("<" + name + "> is '" + withoutPassword(text.strip()) + "', but has to be " + accepted
                        + (defaultText.isEmpty() ? "." : "; the default, " + defaultText + ", is used."));
            }
        }
        return parser.apply(defaultText);
    }

    /** The same where a wrong one is worse than an error, and has no default to be used. */
    T readStrictly(Map<String, String> given, Consumer<String> fault) {
        String text = given.get(name);
        if (text != null && !text.isBlank()) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                fault.accept(
                        "<" + name + "> is '" + withoutPassword(text.strip()) + "', but has to be " + accepted + ".");
            }
        }
        return parser.apply(defaultText);
    }

    private static String withoutPassword(String text) {
        return text.replaceAll("(?s)^.*@", "****@");
    }
}
