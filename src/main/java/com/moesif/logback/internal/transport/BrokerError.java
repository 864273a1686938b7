package com.moesif.logback.internal.transport;

/**
 * What a broker, or its client, said in place of an acknowledgement, in words of ours: those of the client may hold what
 * nobody may read.
 */
public final class BrokerError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String remedy;

    private BrokerError(int status, String message, String remedy) {
        super(message);
        this.status = status;
        this.remedy = remedy;
    }

    /** It will pass. */
    public static BrokerError passing(String message) {
        return new BrokerError(0, message, null);
    }

    /**
     * Nothing is accepted before somebody has done something.
     *
     * @param status the HTTP status of the same meaning; 0 for none
     * @param remedy without a full stop
     */
    public static BrokerError lasting(int status, String message, String remedy) {
        return new BrokerError(status, message, remedy);
    }

    /**
     * It is about a record, whatever becomes of others.
     *
     * @param status the HTTP status of the same meaning
     */
    public static BrokerError ofRecord(int status, String message) {
        return new BrokerError(status, message, null);
    }

    /** 0 for none. */
    public int status() {
        return status;
    }

    /** Null when there is nothing to be done. */
    public String remedy() {
        return remedy;
    }

    public boolean isOfRecord() {
        return status != 0 && remedy == null;
    }

    public Answer answer() {
        return new Answer(status, "", "", "", this);
    }
}
