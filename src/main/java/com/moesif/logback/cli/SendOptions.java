package com.moesif.logback.cli;

import com.moesif.logback.internal.transport.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator says of a sending. The application id is no argument: everybody on a machine can read those.
 *
 * @param applicationId to send with
 * @param baseUri where to, whatever the actions were bound for; empty for Moesif's own address, and only what is bound for it
 * @param takeOver whether what was kept for another application id is sent too
 * @param insecure whether it may cross a network in the clear
 * @param yes whether no question is asked
 * @param timeout how long the collector may take nothing before the sending ends
 */
record SendOptions(
        String applicationId,
        Optional<Address> baseUri,
        boolean takeOver,
        boolean insecure,
        boolean yes,
        Duration timeout) {
    static final String SEND = "--send";
    static final String TAKE_OVER = "--take-over";
    static final String BASE_URI = "--base-uri";
    static final String INSECURE = "--insecure";
    static final String YES = "--yes";

    private static final String TIMEOUT = "--timeout";
    private static final String ID_FILE = "--application-id-file";
    private static final String ID_VARIABLE = "MOESIF_APPLICATION_ID";
    private static final int MOST_OF_A_FILE = 1 << 16;
    private static final Duration STANDARD_TIMEOUT = Duration.ofMinutes(5);
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*(s|min|m|h)");

    /** Without a value. */
    static final Set<String> FLAGS = Set.of(SEND, TAKE_OVER, INSECURE, YES);
    /** With one. */
    static final Set<String> VALUES = Set.of(BASE_URI, TIMEOUT, ID_FILE);

    /**
     * The one word that a command for a spool takes.
     *
     * @param instead what may be given in place of a sending
     */
    static Path directory(Arguments arguments, Set<String> instead) throws Command.Misuse {
        Set<String> names = arguments.names();
        boolean sends = names.remove(SEND);
        boolean others = names.removeAll(instead);
        if (arguments.words().size() != 1) {
            throw new Command.Misuse("it takes one DIR, not: " + Arguments.shown(arguments.words()) + ".");
        }
        if (sends && others || !sends && !names.isEmpty()) {
            throw new Command.Misuse(String.join(" and ", sends ? instead : names)
                    + (sends ? " and " + SEND + " don't go together." : " goes with " + SEND + " only."));
        }
        return Path.of(arguments.words().get(0));
    }

    static SendOptions of(Arguments arguments) throws Command.Misuse, IOException {
        try {
            return new SendOptions(
                    applicationId(arguments.value(ID_FILE)),
                    arguments.value(BASE_URI).map(Address::of),
                    arguments.has(TAKE_OVER),
                    arguments.has(INSECURE),
                    arguments.has(YES),
                    arguments.value(TIMEOUT).map(SendOptions::time).orElse(STANDARD_TIMEOUT));
        } catch (InvalidPathException e) {
            // Told for all commands in one place.
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Command.Misuse(e.getMessage());
        }
    }

    private static String applicationId(Optional<String> file) throws Command.Misuse, IOException {
        // Another encoding gives characters that an id doesn't have, which is said below.
        String id = file.isEmpty() ? System.getenv(ID_VARIABLE) : beginning(Path.of(file.get()));
        if (id == null || id.isBlank()) {
            throw new Command.Misuse("--send needs the application id, in the environment as " + ID_VARIABLE
                    + " or in a file: " + ID_FILE + " FILE.");
        }
        if (!Credential.isSendable(id.strip())) {
            throw new Command.Misuse("the application id in " + file.orElse(ID_VARIABLE)
                    + " holds a character that an application id can't have.");
        }
        return id.strip();
    }

    /** More than an id has, but not all of a device that never ends. */
    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_OF_A_FILE), StandardCharsets.UTF_8);
        }
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(TIMEOUT + " is a time such as 30s, 5min or 2h, not '" + text + "'.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** The id would be in the text otherwise. */
    @Override
    public String toString() {
        return "SendOptions[" + baseUri + "]";
    }
}
