package com.moesif.logback.internal.mapping;

/** The {@code <message>} for a template of the code, as it has to stand in a {@code logback.xml}. Pure. */
final class MessageAdvice {
    private MessageAdvice() {}

    /** @param names of its placeholders; null for one without */
    static String messageFor(String template, String[] names) {
        StringBuilder message = new StringBuilder();
        int from = 0;
        int number = 0;
        for (int placeholder = Placeholders.next(template, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(template, placeholder + 2)) {
            literal(template.substring(from, placeholder), message);
            String name = names[number++];
            message.append('{').append(name == null ? "" : name).append('}');
            from = placeholder + 2;
        }
        literal(template.substring(from), message);
        // Alone it would stand for any message.
        return message.toString().strip().equals("*") ? escape('*') : message.toString();
    }

    /** Logback changes some characters of a text, XML others, and a rule takes some for a placeholder. */
    private static void literal(String text, StringBuilder message) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("{}$\\".indexOf(c) >= 0 || c < ' ' || c == '-' && i > 0 && text.charAt(i - 1) == ':') {
                message.append(escape(c));
            } else {
                message.append(
                        switch (c) {
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '&' -> "&amp;";
                            default -> String.valueOf(c);
                        });
            }
        }
    }

    private static String escape(char c) {
        return String.format("\\u%04X", (int) c);
    }
}
