package com.moesif.logback.internal.joran;

/**
 * A text of a rule that Logback changed.
 *
 * @param rule its number, from 0
 * @param label what statuses call the rule
 * @param element {@code message} or {@code regex}
 * @param raw as it stands in the file
 * @param arrived as it came here; the same when Logback gave up on it
 */
public record RewrittenText(int rule, String label, String element, String raw, String arrived) {
    private static final String UNDEFINED = "_IS_UNDEFINED";

    /** Whether variables were put in, and nothing else happened: what was asked for. */
    public boolean isWanted() {
        return isOnlySubstituted() && !arrived.contains(UNDEFINED);
    }

    /** Whether a variable of it is not defined, and nothing else happened: that has been told. */
    boolean isUndefined() {
        return isOnlySubstituted() && arrived.contains(UNDEFINED);
    }

    private boolean isOnlySubstituted() {
        return RewrittenTexts.VARIABLE.matcher(raw).find()
                && RewrittenTexts.substituted(raw).matcher(arrived).matches();
    }

    /** What happened, and the remedy. */
    String sentence() {
        String what = raw.equals(arrived)
                ? "Logback can't read the <" + element + "> of " + label + ", \"" + raw + "\": a brace stands alone."
                : "Logback changed the <" + element + "> of " + label + ": \"" + raw + "\" arrived as \"" + arrived
                        + "\".";
        return what + " Write "
                + (element.equals("message")
                        ? "\\u007B for {, \\u007D for }, \\u0024 for $ and :\\u002D for :-"
                        : "\\x7B for {, \\x7D for }, \\x24 for $ and :\\x2D for :-")
                + " where they are meant as they stand.";
    }
}
