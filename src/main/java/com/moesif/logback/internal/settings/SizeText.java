package com.moesif.logback.internal.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them; k, M and G are powers of 1024, as in Logback. */
final class SizeText {
    static final String ACCEPTED = "a size such as 64k, 10 MB or 1GB (a bare number means bytes)";

    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*(|b|bytes?|[kmg](?:i?bs?)?)");

    private SizeText() {}

    /** @throws IllegalArgumentException when the text is no size */
    static long parse(String text) {
        Matcher matcher = AMOUNT_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return switch (unit.isEmpty() ? 'b' : unit.charAt(0)) {
            case 'k' -> times(amount, 1L << 10);
            case 'm' -> times(amount, 1L << 20);
            case 'g' -> times(amount, 1L << 30);
            default -> amount;
        };
    }

    private static long times(long amount, long unit) {
        if (amount > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        return amount * unit;
    }

    static String show(long bytes) {
        if (bytes >= 1 << 30 && bytes % (1 << 30) == 0) {
            return (bytes >> 30) + " GB";
        }
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " kB" : bytes + " B";
    }
}
