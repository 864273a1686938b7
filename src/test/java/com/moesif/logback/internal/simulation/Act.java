package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.FieldTypes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One action that somebody logged, and what is known of it outside the library. */
final class Act {
    static final int HUGE_CHARS = 1_100_000;
    private static final ActionTemplate OFF =
            new ActionTemplate("rule 'Off'", null, List.of(), FieldTypes.NONE, List.of());

    final int number;
    final String id;
    final Kind kind;
    /** Which life it was given to. */
    final Life life;

    final long timeMillis;
    /** Of its field {@code text}. */
    private int textChars;

    boolean taken;
    /** It takes memory beside its slot, or may. */
    boolean isHeavy;

    /** Of a rule that the end of the configuration switches off. */
    boolean ruleIsOff;
    /** Its caller waits for no file. */
    boolean unawaited;
    /** It was in the ring when the end of the configuration had switched its rule off. */
    boolean withdrawn;

    /** Something was thrown while it was encoded, after which it need not be tried again. */
    boolean unencodable;

    /** A caller that waited for the disk was told that it's there. */
    boolean written;
    /** It may be lost by now, and why; null while it may not. */
    String forgiven;

    enum Kind {
        GOOD,
        /** The collector takes none like it. */
        BAD,
        /** Larger than the collector takes. */
        HUGE,
        /** From long ago. */
        OLD,
        /** It lacks what is required, and so nobody may send it. */
        INCOMPLETE
    }

    Act(int number, Kind kind, Life life, long timeMillis) {
        this.number = number;
        this.id = String.format("00000000-0000-4000-8000-%012x", number);
        this.kind = kind;
        this.life = life;
        this.timeMillis = timeMillis;
    }

    /** Of the one with this id. */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1), 16);
    }

    /** @param faults may befall it while it is encoded */
    CapturedAction captured(int size, EncodingFaults faults) {
        CapturedAction action = new CapturedAction(timeMillis, "Simulated", Map.of(), 6);
        action.add("transaction_id", id);
        action.add("action_name", "Simulated");
        if (kind != Kind.INCOMPLETE) {
            action.add("company_id", "12345");
        }
        action.add("n", faults.number(this));
        if (kind == Kind.BAD) {
            action.add("bad", true);
        }
        String text = text(1 + (kind == Kind.HUGE ? HUGE_CHARS : size) / noise().length());
        textChars = text.length();
        action.add("text", text);
        if (ruleIsOff) {
            action.actionTemplate(OFF, new Object[0]);
        }
        isHeavy = action.weight() < 0 || action.weight() >= 256;
        return action;
    }

    /** Whether its rule is one that the whole configuration has switched off. */
    static boolean isUnmeant(CapturedAction action) {
        return OFF.label().equals(action.rule());
    }

    private String noise() {
        return Integer.toHexString(number * 0x9E3779B9);
    }

    private String text(int times) {
        return noise().repeat(times);
    }

    /** Whether this is what was logged, and all of it. */
    boolean isWhole(Map<?, ?> arrived) {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("n", (double) number);
        metadata.put("text", text(textChars / noise().length()));
        if (kind == Kind.BAD) {
            metadata.put("bad", true);
        }
        Map<String, Object> whole = new HashMap<>();
        whole.put("action_name", "Simulated");
        whole.put("transaction_id", id);
        whole.put("request", Map.of("time", time()));
        whole.put("metadata", metadata);
        if (kind != Kind.INCOMPLETE) {
            whole.put("company_id", "12345");
        }
        return whole.equals(arrived);
    }

    private String time() {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli(timeMillis));
    }

    @Override
    public String toString() {
        return kind + " " + number + " of " + life;
    }
}
