package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text with holes into its parts, by the rules of the API that fills it. */
final class Texts {
    /** {@code java.util.Formatter}: index, flags, width, precision, conversion. */
    private static final Pattern PERCENT = Pattern.compile(
            "%(?:(\\d+)\\$)?([-#+ 0,(<]*)(\\d+)?(?:\\.\\d+)?([a-zA-Z%])([YmdHMSLTRDFcpBbhAaCyjeklINzZsQ])?");

    private static final Pattern NUMBERED = Pattern.compile("\\{(\\d+)(?:,[^{}]*)?}");
    private static final Argument ANY = new Argument(null, "java.lang.Object", null);

    private final List<Message.Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    /** Null when they can't be seen: then each hole takes anything. */
    private final List<Argument> arguments;

    /** The next that a hole without a number takes. */
    private int taken;
    /** How many at the front some hole takes. */
    private int used;

    private int unfilled;

    private Texts(List<Argument> arguments) {
        this.arguments = arguments;
    }

    static Message cut(LogCall.Style style, String text, List<Argument> arguments, Message.Form form) {
        Texts cut = new Texts(arguments);
        switch (style) {
            case BRACES -> cut.braces(text);
            case PERCENT -> cut.percent(text);
            case NUMBERED -> cut.numbered(text);
            default -> cut.text.append(text);
        }
        cut.flush();
        return new Message(
                form,
                form == Message.Form.TEMPLATE && style == LogCall.Style.BRACES ? text : null,
                List.copyOf(cut.parts),
                cut.rest(),
                cut.unfilled);
    }

    private void braces(String template) {
        for (int i = 0; i < template.length(); i++) {
            boolean hole = template.startsWith("{}", i);
            boolean escaped = i > 0 && template.charAt(i - 1) == '\\';
            boolean escapedEscape = escaped && i > 1 && template.charAt(i - 2) == '\\';
            if (hole && escaped && !escapedEscape) {
                text.setLength(text.length() - 1);
                text.append("{}");
                i++;
            } else if (hole && (arguments == null || taken < arguments.size())) {
                if (escapedEscape) {
                    text.setLength(text.length() - 1);
                }
                hole(taken++);
                i++;
            } else {
                unfilled += hole && !escaped ? 1 : 0;
                text.append(template.charAt(i));
            }
        }
    }

    private void percent(String format) {
        Matcher matcher = PERCENT.matcher(format);
        int from = 0;
        while (matcher.find()) {
            text.append(format, from, matcher.start());
            from = matcher.end();
            char conversion = matcher.group(4).charAt(0);
            if (conversion != 't' && conversion != 'T' && matcher.group(5) != null) {
                // The second letter is only for times; here it is text.
                from--;
            }
            if (conversion == '%' || conversion == 'n') {
                text.append(conversion == '%' ? '%' : '\n');
            } else {
                hole(matcher.group(1) == null ? taken++ : Integer.parseInt(matcher.group(1)) - 1);
            }
        }
        text.append(format, from, format.length());
    }

    private void numbered(String format) {
        if (arguments != null && arguments.isEmpty()) {
            // Without arguments it is no pattern, and is shown as it stands.
            text.append(format);
            return;
        }
        String unquoted = format.replace("''", "'");
        Matcher matcher = NUMBERED.matcher(unquoted);
        int from = 0;
        while (matcher.find()) {
            text.append(unquoted, from, matcher.start());
            from = matcher.end();
            int index = Integer.parseInt(matcher.group(1));
            hole(index);
        }
        text.append(unquoted, from, unquoted.length());
    }

    private void hole(int index) {
        flush();
        used = Math.max(used, index + 1);
        boolean seen = arguments != null && index >= 0 && index < arguments.size();
        parts.add(Message.Part.hole(seen ? arguments.get(index) : ANY));
    }

    private void flush() {
        if (text.length() > 0) {
            parts.add(Message.Part.text(text.toString()));
            text.setLength(0);
        }
    }

    private List<Argument> rest() {
        if (arguments == null || used >= arguments.size()) {
            return List.of();
        }
        List<Argument> rest = new ArrayList<>(arguments.subList(used, arguments.size()));
        if (rest.get(rest.size() - 1).type().matches(".*(Exception|Error|Throwable)")) {
            rest.remove(rest.size() - 1);
        }
        return List.copyOf(rest);
    }
}
