package com.moesif.logback.internal.settings;

import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.internal.spool.Durability;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The {@code <spool>} of an appender, checked once at start. Immutable. */
public final class SpoolSettings {
    static final Setting<Path> DIRECTORY =
            Setting.text("directory", "", "the path of a directory", SpoolSettings::directory);
    static final Setting<Long> MAX_SIZE = Setting.size("maxSize", "1 GB", 1 << 20, 1L << 50);
    public static final Setting<Duration> MAX_AGE =
            Setting.duration("maxAge", "29 d 23 h", Duration.ofMinutes(1), Duration.ofDays(3650));
    static final Setting<Boolean> TAKE_OVER = Setting.flag("takeOver", "false");
    static final Setting<Durability> DURABILITY = Setting.choice("durability", "async", Durability.class);
    static final Setting<Duration> COMMIT_TIMEOUT =
            Setting.duration("commitTimeout", "1 s", Duration.ofMillis(1), Duration.ofHours(1));

    static final String WITHOUT_DIRECTORY =
            "Without a directory there is no spool: actions are kept in memory only, and are lost in a crash.";

    /** All of them, in the order of the reference table. */
    public static final List<Setting<?>> ALL =
            List.of(DIRECTORY, MAX_SIZE, MAX_AGE, DURABILITY, COMMIT_TIMEOUT, TAKE_OVER);

    /** Of the names of files, as the locale of this process says; Java has no public name for it. */
    private static final Charset FILE_NAMES = Charset.forName(
            System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

    public final Path directory;
    public final long maxSize;
    public final Duration maxAge;
    public final Durability durability;
    public final Duration commitTimeout;
    public final boolean takeOver;

    private SpoolSettings(Path directory, Map<String, String> given, List<String> errors) {
        this.directory = directory;
        maxSize = MAX_SIZE.read(given, errors);
        maxAge = MAX_AGE.read(given, errors);
        durability = DURABILITY.read(given, errors);
        commitTimeout = COMMIT_TIMEOUT.read(given, errors);
        takeOver = TAKE_OVER.read(given, errors);
    }

    /**
     * @param errors where each wrong setting is told
     * @return null when there is no spool
     */
    static SpoolSettings of(SpoolElement given, List<String> errors) {
        if (given == null) {
            return null;
        }
        int before = errors.size();
        Path directory = DIRECTORY.read(given.getTexts(), errors);
        if (directory == null && errors.size() == before) {
            errors.add("<spool> needs <directory>. " + WITHOUT_DIRECTORY);
            return null;
        }
        String text = Objects.requireNonNullElse(given.getTexts().get(DIRECTORY.name), "");
        if (directory == null && !isExpressible(text)) {
            errors.add("This process can't name such a directory: the character set of its locale is " + FILE_NAMES
                    + ". Start it in a UTF-8 locale, as by LC_ALL=C.UTF-8 in its environment.");
        }
        SpoolSettings settings = new SpoolSettings(directory, given.getTexts(), errors);
        if (directory == null) {
            errors.add(WITHOUT_DIRECTORY);
            return null;
        }
        return settings;
    }

    /** A character that was lost before it came here stands there as U+FFFD. */
    private static boolean isExpressible(String text) {
        return text.indexOf('\uFFFD') < 0 && FILE_NAMES.newEncoder().canEncode(text);
    }

    private static Path directory(String text) {
        String path = text.strip();
        if (path.isEmpty()) {
            return null;
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return "directory=" + directory + " maxSize=" + SizeText.show(maxSize) + " maxAge=" + DurationText.show(maxAge)
                + " durability=" + durability.name().toLowerCase(Locale.ROOT) + " commitTimeout="
                + DurationText.show(commitTimeout) + (takeOver ? " takeOver=true" : "");
    }
}
