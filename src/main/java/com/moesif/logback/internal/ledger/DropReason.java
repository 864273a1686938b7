package com.moesif.logback.internal.ledger;

/** Why an accepted action will never be delivered. */
public enum DropReason {
    /** The ring was full, and the sender freed no slot in time. */
    QUEUE_FULL("queueFull"),
    /** The memory for unsent actions was used up. */
    MEMORY_FULL("memoryFull"),
    /** The spool had reached its maximum size. */
    SPOOL_FULL("spoolFull"),
    /** It came after the appender had stopped. */
    STOPPED("stopped"),
    /** The collector refused it alone, accepted others after it, and there was no home for a dead letter. */
    REFUSED("refused"),
    /** It is larger than the collector takes, and there was no home for a dead letter. */
    TOO_LARGE("tooLarge"),
    /** It lacks a field that is required, and there was no home for a dead letter. */
    INCOMPLETE("incomplete"),
    /** It came while the configuration was being read. The whole configuration makes no action of such an event. */
    MISCONFIGURED("misconfigured"),
    /** It could not be captured or encoded: a fault of this library. */
    INTERNAL_ERROR("internalError");

    private final String label;

    DropReason(String label) {
        this.label = label;
    }

    /** As it stands in statuses and metrics. */
    public String label() {
        return label;
    }
}
