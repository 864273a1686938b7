package com.moesif.logback.cli;

import java.io.PrintStream;

/** Lines that stay within the 80 columns of a terminal, broken between words; what follows is indented further. */
final class Wrapped {
    static final int COLUMNS = 80;

    private Wrapped() {}

    static void println(PrintStream out, String line) {
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        String rest = line;
        while (rest.length() > COLUMNS) {
            int end = rest.lastIndexOf(' ', COLUMNS);
            if (end <= indent.length() + 4) {
                // A path or an address is not broken.
                end = rest.indexOf(' ', indent.length() + 4);
            }
            if (end < 0) {
                break;
            }
            out.println(rest.substring(0, end).stripTrailing());
            rest = indent + "    " + rest.substring(end + 1).stripLeading();
        }
        out.println(rest);
    }
}
