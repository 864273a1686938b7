package com.moesif.logback.internal.spool;

/** What survives once a logging call has returned. */
public enum Durability {
    /** An orderly stop; and the death of the process, but for the last one to three milliseconds. */
    ASYNC,
    /** The death of the process: the action has been written to its file. */
    WRITE,
    /** The death of the machine: the file has been synced. */
    FSYNC
}
