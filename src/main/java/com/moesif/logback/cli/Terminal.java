package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import java.io.Console;
import java.util.Locale;

/** Whoever sits before it, if anybody does. */
final class Terminal {
    private static final Console CONSOLE = interactive();

    private Terminal() {}

    /** From JDK 22 on there is a console also where input or output are redirected. */
    private static Console interactive() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
        } catch (ReflectiveOperationException e) {
            return console;
        }
    }

    /** Whether somebody sees what is printed and can answer. */
    static boolean isThere() {
        return CONSOLE != null;
    }

    /** Whether the answer is yes; no when nobody can be asked. */
    static boolean agrees(String question) {
        if (CONSOLE == null) {
            return false;
        }
        String answer = CONSOLE.readLine("%s", Printable.line(question) + " [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
