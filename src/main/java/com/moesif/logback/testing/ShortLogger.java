package com.moesif.logback.testing;

/** A logger's name as logs abbreviate it: {@code c.a.a.App} for {@code com.acme.app.App}. Pure. */
final class ShortLogger {
    private ShortLogger() {}

    /**
     * The name that it may be short for, as far as a rule's logger tells.
     *
     * @param shown in the log
     * @param logger of the rule; may be null
     * @return what was given where the rule doesn't tell, or it isn't short for anything below that logger
     */
    static String expanded(String shown, String logger) {
        if (logger == null) {
            return shown;
        }
        String[] given = shown.split("\\.");
        String[] whole = logger.split("\\.");
        if (given.length < whole.length) {
            return shown;
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < given.length; i++) {
            String part = given[i];
            if (i < whole.length) {
                boolean last = i == given.length - 1;
                if (part.isEmpty() || last && !part.equals(whole[i]) || !whole[i].startsWith(part)) {
                    return shown;
                }
                part = whole[i];
            }
            name.append(i == 0 ? "" : ".").append(part);
        }
        return name.toString();
    }
}
