package com.moesif.logback.internal.action;

/**
 * Says nothing twice of an action that is encoded a second time: a caller that writes for all leaves to the sender what is not to
 * be shipped. Of the encoder's thread.
 */
final class ReportOnce implements EncodingReport {
    private final EncodingReport report;
    /** The last action that was not to be shipped, and of which all has been said. */
    private CapturedAction setAside;

    private boolean said;

    ReportOnce(EncodingReport report) {
        this.report = report;
    }

    void begin(CapturedAction action) {
        said = action == setAside;
        setAside = null;
    }

    void setAside(CapturedAction action) {
        setAside = action;
    }

    @Override
    public void fieldLost(String rule, String field, String why) {
        if (!said) {
            report.fieldLost(rule, field, why);
        }
    }

    @Override
    public void fieldDoubtful(String rule, String field, String why) {
        if (!said) {
            report.fieldDoubtful(rule, field, why);
        }
    }

    @Override
    public void withoutCompany(String rule, String actionName) {
        if (!said) {
            report.withoutCompany(rule, actionName);
        }
    }

    @Override
    public void manyNames(int limit, String example) {
        report.manyNames(limit, example);
    }

    @Override
    public void tooLarge(String actionName, String transactionId) {
        if (!said) {
            report.tooLarge(actionName, transactionId);
        }
    }
}
