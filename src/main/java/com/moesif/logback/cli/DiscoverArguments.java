package com.moesif.logback.cli;

import com.moesif.logback.internal.statements.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What was typed after {@code discover}.
 *
 * @param logger null for all
 * @param grep in small letters; empty for all
 */
record DiscoverArguments(List<Path> places, String logger, String level, String grep, List<Long> rules, boolean json) {
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    static DiscoverArguments of(List<String> given) throws Command.Misuse, IOException {
        Arguments arguments = Arguments.of(given, Set.of("--json"), Set.of("--logger", "--level", "--grep", "--rule"));
        String level = arguments.value("--level").orElse("INFO").toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw new Command.Misuse("--level takes one of " + String.join(", ", LEVELS) + ", not " + level + ".");
        }
        if (arguments.words().isEmpty()) {
            throw new Command.Misuse("it takes at least one jar or folder of classes.");
        }
        List<Path> places = new ArrayList<>();
        for (String place : arguments.words()) {
            if (!Files.isReadable(Path.of(place))) {
                throw new NoSuchFileException(place);
            }
            places.add(Path.of(place));
        }
        return new DiscoverArguments(
                places,
                arguments.value("--logger").orElse(null),
                level,
                arguments.value("--grep").orElse("").toLowerCase(Locale.ROOT),
                numbers(arguments.value("--rule").orElse(null)),
                arguments.has("--json"));
    }

    private static List<Long> numbers(String text) throws Command.Misuse {
        List<Long> numbers = new ArrayList<>();
        for (String number : text == null ? new String[0] : text.split(",")) {
            if (!number.strip().matches("\\d{1,18}")) {
                throw new Command.Misuse("--rule takes numbers of the list, not '" + number + "'.");
            }
            numbers.add(Long.valueOf(number.strip()));
        }
        return numbers;
    }

    boolean choose(Statement statement) {
        // A level that is decided at run time may be any.
        boolean loud = statement.level() == null || LEVELS.indexOf(statement.level()) >= LEVELS.indexOf(level);
        boolean named = logger == null || statement.logger().mayBeBelow(logger);
        String text = statement.message().shown() + " " + statement.className();
        return loud && named && text.toLowerCase(Locale.ROOT).contains(grep);
    }
}
