package com.moesif.logback.internal.spool;

/** An action that somebody else keeps, and of which they are told what became. Sender thread only. */
public interface Entrusted {
    /** It has an outcome. Called once, after {@link #bury} if that is called at all. */
    void settled();

    /** Whether somebody else has it now, and sees to it: then it is not buried. */
    boolean isTaken();

    /**
     * It will not be delivered.
     *
     * @return whether it is kept somewhere with its reason
     */
    boolean bury(Spool.DeadLetter letter);
}
