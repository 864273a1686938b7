package com.moesif.logback;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that logs some actions and ends in one way or another; run by {@link ExitTest} in a process of its own. */
final class ExitProgram {
    private ExitProgram() {}

    public static void main(String[] args) {
        Logger logger = LoggerFactory.getLogger("com.acme.Service");
        int actions = Integer.parseInt(args[1]);
        for (int i = 0; i < actions; i++) {
            logger.atInfo()
                    .addKeyValue("action_name", "Tested")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("n", i)
                    .log("tested");
        }
        System.out.println("logged " + actions);
        if (args[0].equals("long")) {
            LastWords.shortLife = Duration.ZERO;
        }
        switch (args[0]) {
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("on purpose");
            default -> {}
        }
    }
}
