package com.moesif.logback.e2e.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A table in Markdown. */
final class Table {
    private static final String NONE = "–";

    private final List<String> lines = new ArrayList<>();

    Table(List<String> heads) {
        row(heads);
        lines.add("|---|" + "---:|".repeat(heads.size() - 1));
    }

    void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    static String whole(OptionalDouble value) {
        return format("%,.0f", value);
    }

    static String format(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : NONE;
    }

    /** With two digits that count, whatever its size. */
    static String brief(OptionalDouble value) {
        if (value.isEmpty()) {
            return NONE;
        }
        return format(value.getAsDouble() < 10 ? "%.1f" : "%,.0f", value);
    }
}
