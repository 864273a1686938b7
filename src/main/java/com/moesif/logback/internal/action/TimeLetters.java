package com.moesif.logback.internal.action;

import java.util.regex.Pattern;

/**
 * Letters of a time's {@code <format>} that stand for something else than they are taken for. Such a pattern is valid, and reads
 * some texts wrongly: {@code HH:MM} makes 18:00 of {@code 18:12} in December. Pure.
 */
final class TimeLetters {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    /** What may stand between two letters of one part of a pattern: a closing bracket ends a part. */
    private static final String GAP = "[^A-Za-z\\]]*";

    /** Not the month's name. */
    private static final Pattern MONTH_BEHIND_HOUR = Pattern.compile("[HhKk]" + GAP + "M{1,2}(?!M)");

    private static final Pattern MINUTE_IN_DATE = Pattern.compile(
            "[yu]" + GAP + "m+" + GAP + "d|d" + GAP + "m+" + GAP + "[yu]|m" + GAP + "d+" + GAP + "[yu]");
    private static final Pattern FRACTION_BEHIND_MINUTE = Pattern.compile("m" + GAP + "S");
    private static final Pattern MINUTE_BEHIND_SECOND = Pattern.compile("s" + GAP + "ms");
    private static final Pattern ZONE = Pattern.compile("[VzOXxZ]");

    private TimeLetters() {}

    /** @throws IllegalArgumentException when they can't be meant; the message says which, and what to write */
    static void check(String pattern) {
        String letters = QUOTED.matcher(pattern).replaceAll("");
        String wrong = null;
        if (MONTH_BEHIND_HOUR.matcher(letters).find()) {
            wrong = "MM behind the hour is the month again: write mm for the minute";
        } else if (MINUTE_IN_DATE.matcher(letters).find()) {
            wrong = "mm between day and year is the minute: write MM for the month";
        } else if (FRACTION_BEHIND_MINUTE.matcher(letters).find() && letters.indexOf('s') < 0) {
            wrong = "SS behind the minute is a fraction of a second: write ss for the second";
        } else if (MINUTE_BEHIND_SECOND.matcher(letters).find()) {
            wrong = "ms behind the second is minute and second again: write SSS for milliseconds";
        }
        if (wrong != null) {
            throw new IllegalArgumentException("has the <format> '" + pattern + "', but " + wrong);
        }
    }

    /** Whether it takes the Z of UTC for a mere letter, and reads no zone. */
    static boolean quotesZone(String pattern) {
        return pattern.contains("'Z'")
                && !ZONE.matcher(QUOTED.matcher(pattern).replaceAll("")).find();
    }
}
