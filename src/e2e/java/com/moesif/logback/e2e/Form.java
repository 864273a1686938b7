package com.moesif.logback.e2e;

/**
 * How long everything takes.
 *
 * @param name what it is called on the command line of a candidate
 * @param rounds how often each measurement is repeated; the report has the medians
 * @param warmUpSeconds before anything is measured
 * @param seconds of measuring
 * @param loneEvents how many, after the cold one
 * @param patienceSeconds how long a lone event is waited for
 * @param idleSeconds how long nothing is logged
 * @param trickleSeconds at each of the low rates
 * @param kills how many processes are killed
 * @param contendedSeconds of two hundred threads
 * @param steadyMinutes how long an hour's worth is logged
 */
public record Form(
        String name,
        int rounds,
        int warmUpSeconds,
        int seconds,
        int loneEvents,
        int patienceSeconds,
        int idleSeconds,
        int trickleSeconds,
        int kills,
        int contendedSeconds,
        int steadyMinutes) {
    /** To see that everything works, in some minutes. */
    static final Form QUICK = new Form("quick", 1, 3, 4, 3, 5, 5, 2, 1, 2, 2);

    /** For figures to publish. Patience: Loki4j keeps a lone event for a minute. */
    static final Form FULL = new Form("full", 3, 10, 15, 10, 65, 30, 10, 5, 10, 15);

    public static Form named(String name) {
        return name.equals(QUICK.name) ? QUICK : FULL;
    }
}
