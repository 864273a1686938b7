package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text with placeholders into its parts, by the rules of the API that fills it. */
final class Texts {
    /** {@code java.util.Formatter}: index, flags, width, precision, conversion. */
    private static final Pattern PERCENT = Pattern.compile(
            "%(?:(\\d{1,3})\\$)?([-#+ 0,(<]*)(\\d+)?(?:\\.\\d+)?([a-zA-Z%])([YmdHMSLTRDFcpBbhAaCyjeklINzZsQ])?");

    /** Of a placeholder of MessageFormat, which may go on with a format. */
    private static final Pattern INDEX = Pattern.compile("(?s)\\s*(\\d{1,3})\\s*(?:,.*)?");

    private static final Argument ANY = new Argument(null, "java.lang.Object", null, true);

    private final List<Message.Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    /** Null when they can't be seen: then each placeholder takes anything. */
    private final List<Argument> arguments;

    private final Message.Form form;

    /** The next that a placeholder without a number takes. */
    private int taken;
    /** How many at the front some placeholder takes. */
    private int used;

    private int unfilled;

    private Texts(List<Argument> arguments, Message.Form form) {
        this.arguments = arguments;
        this.form = form;
    }

    static Message cut(LogCall.Style style, String text, List<Argument> arguments, Message.Form form) {
        Texts cut = new Texts(arguments, form);
        cut.take(style, text);
        return new Message(
                form,
                form == Message.Form.TEMPLATE && style == LogCall.Style.BRACES ? text : null,
                List.copyOf(cut.parts),
                cut.rest(),
                cut.unfilled,
                false);
    }

    /** Of a text that was put together, and is a template with arguments then: its own pieces may have placeholders, too. */
    static Message cutAgain(LogCall.Style style, Message made, List<Argument> arguments) {
        if (arguments != null && arguments.isEmpty()) {
            return made;
        }
        Texts cut = new Texts(arguments, made.form());
        for (Message.Part part : made.parts()) {
            if (part.placeholder() == null) {
                cut.take(style, part.text());
            } else {
                cut.parts.add(Message.Part.putIn(part.placeholder()));
            }
        }
        return new Message(made.form(), null, List.copyOf(cut.parts), cut.rest(), cut.unfilled, true);
    }

    private void take(LogCall.Style style, String piece) {
        switch (style) {
            case BRACES -> braces(piece);
            case PERCENT -> percent(piece);
            case NUMBERED -> numbered(piece);
            default -> text.append(piece);
        }
        flush();
    }

    private void braces(String template) {
        for (int i = 0; i < template.length(); i++) {
            boolean placeholder = template.startsWith("{}", i);
            boolean escaped = i > 0 && template.charAt(i - 1) == '\\';
            boolean escapedEscape = escaped && i > 1 && template.charAt(i - 2) == '\\';
            if (placeholder && escaped && !escapedEscape) {
                text.setLength(text.length() - 1);
                text.append("{}");
                i++;
            } else if (placeholder && (arguments == null || taken < arguments.size())) {
                if (escapedEscape) {
                    text.setLength(text.length() - 1);
                }
                boolean last = arguments != null && taken == arguments.size() - 1;
                placeholder(taken++);
                if (last) {
                    parts.set(parts.size() - 1, Message.Part.last(arguments.get(taken - 1)));
                }
                i++;
            } else {
                unfilled += placeholder && !escaped ? 1 : 0;
                text.append(template.charAt(i));
            }
        }
    }

    /** The template of the message in pieces, as it stands in the source: escapes are as SLF4J will read them. */
    static List<String> betweenHoles(Message message) {
        String template = message.template();
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < template.length(); i++) {
            boolean escaped = i > 0 && template.charAt(i - 1) == '\\' && !(i > 1 && template.charAt(i - 2) == '\\');
            if (template.startsWith("{}", i)
                    && !escaped
                    && pieces.size() < message.placeholders().size()) {
                pieces.add(template.substring(from, i));
                from = i + 2;
                i++;
            }
        }
        pieces.add(template.substring(from));
        return pieces;
    }

    private void percent(String format) {
        Matcher matcher = PERCENT.matcher(format);
        int from = 0;
        int last = 0;
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
                last = index(matcher, last);
                placeholder(last);
            }
        }
        text.append(format, from, format.length());
    }

    /** Of the argument: its number, the one before again, or the next. */
    private int index(Matcher specifier, int last) {
        if (specifier.group(1) != null) {
            return Integer.parseInt(specifier.group(1)) - 1;
        }
        return specifier.group(2).contains("<") ? last : taken++;
    }

    /** As {@code java.text.MessageFormat} reads it: between single quotes there are no placeholders, and two of them are one. */
    private void numbered(String format) {
        if (form == Message.Form.TEMPLATE && arguments != null && arguments.isEmpty()) {
            // Without arguments it is no pattern, and is shown as it stands.
            text.append(format);
            return;
        }
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '\'' && format.startsWith("''", i)) {
                text.append(c);
                i++;
            } else if (c == '\'') {
                quoted = !quoted;
            } else if (c == '{' && !quoted) {
                int end = closing(format, i);
                Matcher index = INDEX.matcher(format.substring(i + 1, end));
                if (end < format.length() && index.matches()) {
                    placeholder(Integer.parseInt(index.group(1)));
                } else {
                    text.append(format, i, Math.min(end + 1, format.length()));
                }
                i = end;
            } else {
                text.append(c);
            }
        }
    }

    /** Where the bracket that begins there ends: formats may have brackets of their own. */
    private static int closing(String format, int start) {
        int depth = 0;
        for (int i = start; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return format.length();
    }

    private void placeholder(int index) {
        flush();
        used = Math.max(used, index + 1);
        boolean seen = arguments != null && index >= 0 && index < arguments.size();
        parts.add(Message.Part.placeholder(seen ? arguments.get(index) : ANY));
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
        if (rest.get(rest.size() - 1).mayBeThrowable()) {
            rest.remove(rest.size() - 1);
        }
        return List.copyOf(rest);
    }
}
