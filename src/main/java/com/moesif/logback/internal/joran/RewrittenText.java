package com.moesif.logback.internal.joran;

/**
 * A text that Logback changed.
 *
 * @param owner what statuses call the rule, or another element that it stands in
 * @param element its name
 * @param raw as it stands in the file
 * @param arrived as it came here; the same when Logback gave up on it
 * @param isValueCut whether the value of one of its variables did not come as it is
 */
public record RewrittenText(String owner, String element, String raw, String arrived, boolean isValueCut) {
    private static final String MEANT = " where they are meant as they stand.";
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
        return !isValueCut
                && Variables.areIn(raw)
                && Variables.substituted(raw).matcher(arrived).matches();
    }

    /** Whether something else happened to it than a variable. */
    boolean isCut() {
        return !raw.equals(arrived) && !isOnlySubstituted();
    }

    /** What happened, and the remedy. */
    String sentence() {
        String what = isValueCut
                ? "Logback changed the value of a variable in the <" + element + "> of " + owner + ": \"" + raw
                        + "\" arrived as \"" + arrived + "\"."
                : raw.equals(arrived)
                        ? "Logback can't read the <" + element + "> of " + owner + ", \"" + raw
                                + "\": a brace stands alone."
                        : "Logback changed the <" + element + "> of " + owner + ": \"" + raw + "\" arrived as \""
                                + arrived + "\".";
        return what + " Write "
                + switch (element) {
                    case "message" -> "\\u007B for {, \\u007D for }, \\u0024 for $ and :\\u002D for :-" + MEANT;
                    case "regex", "pattern" -> "\\x7B for {, \\x7D for }, \\x24 for $ and :\\x2D for :-" + MEANT;
                    case "exclude" -> "* for such characters.";
                    default -> "braces in pairs, and :${DASH} for :-, with <property name=\"DASH\" value=\"-\"/>.";
                };
    }
}
