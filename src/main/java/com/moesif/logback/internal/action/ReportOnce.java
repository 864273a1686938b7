package com.moesif.logback.internal.action;

import java.util.HashSet;
import java.util.Set;

/**
 * Says nothing twice of an action that is encoded a second time, which finds the same in the same order: a caller that writes
 * for all leaves to the sender what is not to be shipped, and what it fails to encode. Of the encoder's thread.
 */
final class ReportOnce implements EncodingReport {
    private static final int MOST_FIELDS = 100;
    private static final int SHOWN = 100;

    private final EncodingReport report;
    private final Set<String> toldFields = new HashSet<>();
    /** The last action that was not encoded to the end, which may come again. */
    private CapturedAction notDone;

    /** How much had been said of it. */
    private int saidOfIt;

    /** How much of what is found in the action being encoded has been said before. */
    private int known;

    private int found;

    ReportOnce(EncodingReport report) {
        this.report = report;
    }

    void begin(CapturedAction action) {
        known = action == notDone ? saidOfIt : 0;
        found = 0;
        notDone = null;
    }

    void notDone(CapturedAction action) {
        notDone = action;
        saidOfIt = Math.max(known, found);
    }

    private boolean isKnown() {
        return found < known;
    }

    @Override
    public void fieldLost(String rule, String field, String why) {
        if (!isKnown()) {
            report.fieldLost(rule, field, why);
        }
        found++;
    }

    @Override
    public void fieldDoubtful(String rule, String field, String why) {
        if (!isKnown()) {
            report.fieldDoubtful(rule, field, why);
        }
        found++;
    }

    /** Two keys of the MDC give one field, each something else. Told once for each field. */
    void twoMdcKeys(String field, String used, String other) {
        if (!isKnown() && toldFields.size() < MOST_FIELDS && toldFields.add(field)) {
            report.fieldDoubtful(
                    null,
                    field,
                    "has two values in the MDC, of the keys '" + shown(used) + "' and '" + shown(other) + "'. That of '"
                            + shown(used) + "' is used. Put only one of them there, or the same value");
        }
        found++;
    }

    /** Never cut in the middle of a character. */
    private static String shown(String key) {
        if (key.length() <= SHOWN) {
            return key;
        }
        int end = Character.isHighSurrogate(key.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return key.substring(0, end) + "…";
    }

    @Override
    public void withoutCompany(String rule, String actionName) {
        if (!isKnown()) {
            report.withoutCompany(rule, actionName);
        }
        found++;
    }

    @Override
    public void manyNames(int limit, String example) {
        report.manyNames(limit, example);
    }

    @Override
    public void tooLarge(String actionName, String transactionId) {
        if (!isKnown()) {
            report.tooLarge(actionName, transactionId);
        }
        found++;
    }
}
