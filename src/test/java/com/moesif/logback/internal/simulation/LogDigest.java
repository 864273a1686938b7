package com.moesif.logback.internal.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Runs some seeds, on whatever JDK, and prints a digest of the log of each. */
public final class LogDigest {
    private static final int SEEDS = 40;

    private LogDigest() {}

    public static void main(String[] args) throws Exception {
        System.out.print(digests(Long.parseLong(args[0])));
    }

    static String digests(long from) throws Exception {
        StringBuilder all = new StringBuilder();
        for (long seed = from; seed < from + SEEDS; seed++) {
            String log = new Simulation().run(Simulation.history(seed), true).log();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(log.getBytes(StandardCharsets.UTF_8));
            all.append(seed)
                    .append(' ')
                    .append(HexFormat.of().formatHex(digest))
                    .append('\n');
        }
        return all.toString();
    }
}
