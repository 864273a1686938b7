package com.moesif.logback.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was typed after the name of a command that looks into a spool. The application id is no argument: everybody on a
 * machine can read those.
 */
record SpoolArguments(Path directory, boolean verify, boolean send, Path idFile) {
    private static final String ID_VARIABLE = "MOESIF_APPLICATION_ID";
    private static final String ID_FILE = "--application-id-file";

    /** @param mayVerify whether this command has that option */
    static SpoolArguments of(List<String> arguments, boolean mayVerify) throws Command.Misuse {
        List<String> left = new ArrayList<>(arguments);
        boolean verify = mayVerify && left.remove("--verify");
        boolean send = left.remove("--send");
        int at = left.indexOf(ID_FILE);
        Path idFile = null;
        if (at >= 0 && at + 1 < left.size()) {
            left.remove(at);
            idFile = Path.of(left.remove(at));
        }
        boolean understood = left.size() == 1 && !left.get(0).startsWith("--");
        if (!understood || verify && send || idFile != null && !send) {
            throw new Command.Misuse("it takes DIR" + (mayVerify ? " and --verify, or" : " and") + " --send [" + ID_FILE
                    + " FILE], not: " + String.join(" ", arguments) + ".");
        }
        return new SpoolArguments(Path.of(left.get(0)), verify, send, idFile);
    }

    /** The application id to send with. */
    String applicationId() throws Command.Misuse, IOException {
        String id = idFile == null ? System.getenv(ID_VARIABLE) : Files.readString(idFile, StandardCharsets.UTF_8);
        if (id == null || id.isBlank()) {
            throw new Command.Misuse("--send needs the application id, in the environment as " + ID_VARIABLE
                    + " or in a file: " + ID_FILE + " FILE.");
        }
        return id.strip();
    }
}
