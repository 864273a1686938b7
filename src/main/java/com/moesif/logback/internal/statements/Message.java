package com.moesif.logback.internal.statements;

import java.util.List;

/**
 * The message of a statement: literal text and placeholders in their order. Immutable.
 *
 * @param template the text as SLF4J gets it, {@code {}} and all; null unless the form is {@link Form#TEMPLATE}
 * @param unfilled how many {@code {}} no argument fills
 * @param reread whether text that is made at run time is read as a template with arguments, too
 * @param extra arguments that no placeholder takes, a throwable at the end left out
 */
public record Message(
        Form form, String template, List<Part> parts, List<Argument> extra, int unfilled, boolean reread) {
    static final Message DYNAMIC = new Message(Form.DYNAMIC, null, List.of(), List.of(), 0, false);

    /** How the code makes its message. */
    public enum Form {
        /** A constant text, with or without placeholders for arguments. */
        TEMPLATE,
        /** Text and values put together by {@code +} or a StringBuilder. */
        CONCATENATION,
        /** {@code String.format}, {@code formatted}, {@code MessageFormat} and the like. */
        FORMAT,
        /** What can't be seen in the code. */
        DYNAMIC
    }

    /**
     * A piece of literal text, or a placeholder: one of the two is null.
     *
     * @param isPutIn whether it is no placeholder of a template, but a value that is put into it before
     * @param isLast whether it is a <code>{}</code> for the last argument
     */
    public record Part(String text, Argument placeholder, boolean isPutIn, boolean isLast) {
        static Part text(String text) {
            return new Part(text, null, false, false);
        }

        static Part placeholder(Argument argument) {
            return new Part(null, argument, false, false);
        }

        static Part last(Argument argument) {
            return new Part(null, argument, false, true);
        }

        static Part putIn(Argument argument) {
            return new Part(null, argument, true, false);
        }
    }

    /** The placeholders in their order. */
    public List<Argument> placeholders() {
        return parts.stream()
                .filter(part -> part.placeholder() != null)
                .map(Part::placeholder)
                .toList();
    }

    /** For people, on one line: the text, each placeholder as <code>{name}</code>, or <code>{}</code> where the code has no name for it. */
    public String shown() {
        StringBuilder shown = new StringBuilder();
        for (Part part : parts) {
            if (part.placeholder() == null) {
                shown.append(part.text());
            } else {
                shown.append('{')
                        .append(
                                part.placeholder().name() == null
                                        ? ""
                                        : part.placeholder().name())
                        .append('}');
            }
        }
        return form == Form.DYNAMIC ? "(made at run time)" : onOneLine(shown);
    }

    private static String onOneLine(CharSequence text) {
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append((char) c);
            }
        });
        return line.toString();
    }
}
