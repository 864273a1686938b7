package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.transport.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Looks into what is sent, and does not let some actions pass, the same ones each time: those whose id ends in 3 or 7. */
final class Firewall {
    private static final Pattern FORBIDDEN = Pattern.compile("\"transaction_id\":\"([^\"]*[37])\"");

    private final Set<String> met = new HashSet<>();

    boolean lets(Payload payload) {
        boolean lets = true;
        Matcher forbidden = FORBIDDEN.matcher(text(payload));
        while (forbidden.find()) {
            met.add(forbidden.group(1));
            lets = false;
        }
        return lets;
    }

    /** Whether it has forbidden the action with this id. */
    boolean hasMet(String id) {
        return met.contains(id);
    }

    /** How many actions it has forbidden. */
    int met() {
        return met.size();
    }

    static boolean forbids(String id) {
        return id.endsWith("3") || id.endsWith("7");
    }

    private static String text(Payload payload) {
        try {
            byte[] json = payload.gzip()
                    ? new GZIPInputStream(new ByteArrayInputStream(payload.body())).readAllBytes()
                    : payload.body();
            return new String(json, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
