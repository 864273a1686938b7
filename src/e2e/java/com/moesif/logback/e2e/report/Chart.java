package com.moesif.logback.e2e.report;

import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Bars, as SVG that is readable on a light page and on a dark one. */
public final class Chart {
    private static final int WIDTH = 860;
    private static final int LABELS = 290;
    private static final int BARS = 470;
    private static final int LINE = 20;
    private static final String STYLE = "<style>text{font:12px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;"
            + "font-size:14px}.b{fill:#8c959f}.o{fill:#0969da}@media(prefers-color-scheme:dark){text{fill:#e6edf3}"
            + ".b{fill:#6e7681}.o{fill:#4493f8}}</style>\n";

    private final Results results;
    private final List<Candidate> candidates;
    private final StringBuilder shapes = new StringBuilder();
    private int y = 8;

    private Chart(Results results, List<Candidate> candidates) {
        this.results = results;
        this.candidates = candidates;
    }

    public static String of(Results results, List<Candidate> candidates, List<Integer> delays) {
        Chart chart = new Chart(results, candidates);
        int first = delays.get(0);
        chart.panel("A logging call at 20,000 a second: mean, ns", Measure.PACED, first, "mean", "%,.0f");
        chart.panel("Bytes that a call allocates on its thread", Measure.PACED, first, "bytes", "%,.0f");
        for (int delay : delays) {
            chart.panel(
                    "Delivered a second, flat out, sink " + delay + " ms away",
                    Measure.FLOOD,
                    delay,
                    "delivered",
                    "%,.0f");
        }
        chart.panel("CPU seconds per million at 20,000 a second", Measure.PACED, first, "cpu", "%.2f");
        return chart.svg();
    }

    private void panel(String title, Measure measure, int delay, String figure, String format) {
        List<Candidate> shown = candidates.stream()
                .filter(candidate -> value(candidate, measure, delay, figure).isPresent())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        double most = shown.stream()
                .mapToDouble(
                        candidate -> value(candidate, measure, delay, figure).getAsDouble())
                .max()
                .getAsDouble();
        y += LINE;
        text(0, "t", title);
        for (Candidate candidate : shown) {
            double value = value(candidate, measure, delay, figure).getAsDouble();
            bar(candidate, value / most, String.format(Locale.ROOT, format, value));
        }
        y += LINE / 2;
    }

    private void bar(Candidate candidate, double share, String value) {
        y += LINE;
        double length = Math.max(1, share * BARS);
        text(0, "", candidate.label());
        shapes.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" rx=\"2\"/>%n",
                candidate.name().startsWith("moesif") && !candidate.name().equals("moesif-client") ? "o" : "b",
                LABELS,
                y - 11,
                length));
        text((int) (LABELS + length + 6), "", value);
    }

    private void text(int x, String style, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        shapes.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, y, escaped));
    }

    private OptionalDouble value(Candidate candidate, Measure measure, int delay, String figure) {
        return results.median(candidate, measure, delay, figure);
    }

    private String svg() {
        int height = y + LINE / 2;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n"
                        .formatted(WIDTH, height, WIDTH, height)
                + STYLE + shapes + "</svg>\n";
    }
}
