package com.moesif.logback.internal.statements;

/** Comments beside rules that are ready to be pasted. */
public final class XmlComment {
    private XmlComment() {}

    /** As XML has it, where no two hyphens may follow each other, on one line: it may name a file whose name has two. */
    public static String of(String text) {
        return "<!-- " + text.replaceAll("\\R", " ").replaceAll("-(?=-)", "- ") + " -->";
    }
}
