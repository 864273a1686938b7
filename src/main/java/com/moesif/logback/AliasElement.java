package com.moesif.logback;

/** {@code <alias>}: fields named {@code from} are treated as if named {@code to}. Filled by Joran. */
public final class AliasElement {
    private String from;
    private String to;

    /** The name that log lines or the MDC use. */
    public void setFrom(String from) {
        this.from = from;
    }

    String getFrom() {
        return from;
    }

    /** The name it stands for, {@code company_id} say. */
    public void setTo(String to) {
        this.to = to;
    }

    String getTo() {
        return to;
    }
}
