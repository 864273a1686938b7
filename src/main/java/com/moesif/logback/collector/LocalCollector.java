package com.moesif.logback.collector;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moesif's Collector API on {@code 127.0.0.1}, for tests, demos and trying out rules: set the appender's
 * {@code baseUri} to {@link #baseUri()}.
 *
 * <p>It takes {@code POST /v1/actions} and {@code POST /v1/actions/batch}, also behind a base path such as
 * {@code /collector}, plain or gzip, and is strict about every rule that the API documents: a request that breaks one is
 * refused whole, with the reason, and shows in {@link #refusals()}. An action whose {@code transaction_id} has been
 * accepted before is answered like any other and counted in {@link #duplicates()}. One that is over 30 days old is
 * refused, as by the real collector. On demand it {@linkplain #play(Fault...) misbehaves}.
 *
 * <p>The camelCase names that Moesif's own Java client writes ({@code actionName}, {@code request.ipAddress}) are
 * accepted and counted in {@link #camelCaseRequests()}.
 *
 * <p>Its {@linkplain #page() page} shows in a browser what arrives, and plays faults by switches. A GET of anything but
 * the two paths of the API is the page's and counts nowhere.
 *
 * <p>Everything is held in memory until {@link #clear()}; the program keeps the newest 100,000 actions. Bound to the
 * loopback address only, one daemon thread for each of at most 500 connections; large requests for which an eighth of the heap
 * is too little wait for each other, and have 503 where no other goes on for 30 seconds; what a browser posts, or
 * what is sent to any name but 127.0.0.1 and localhost, is turned away and counts nowhere.
 * Any thread.
 */
public final class LocalCollector implements AutoCloseable {
    /** The port of {@link #main}: where the API's documentation has Moesif's secure proxy. */
    static final int DEFAULT_PORT = 9500;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final State state;
    private final Inbox inbox;
    private final RequestLog log;
    private final FaultScript faults;
    private final Judge judge;
    private final Acceptor acceptor;

    private LocalCollector(
            int port, InstantSource clock, Kept kept, AppenderSource appenders, Function<Closing, Room> rooms) {
        requireJackson();
        state = new State(kept);
        inbox = state.inbox();
        log = state.log();
        faults = state.faults();
        Closing closing = new Closing();
        Room room = rooms.apply(closing);
        judge = new Judge(clock);
        acceptor = Acceptor.start(
                port,
                new Service(state, judge, new Page(state, appenders, room, closing), room, closing, clock),
                closing);
    }

    /**
     * Starts a collector.
     *
     * @param port 0 for any that is free
     * @throws java.io.UncheckedIOException if the port is taken, with a message that says so
     * @throws IllegalStateException if Jackson's core is not on the class path
     */
    public static LocalCollector start(int port) {
        return start(port, InstantSource.system());
    }

    /** @param clock decides which actions are over 30 days old */
    static LocalCollector start(int port, InstantSource clock) {
        return new LocalCollector(port, clock, Kept.EVERYTHING, AppenderSource.here(), Room::ofThisJvm);
    }

    /** One with so much room for what is read. */
    static LocalCollector start(int port, Function<Closing, Room> rooms) {
        return new LocalCollector(port, InstantSource.system(), Kept.EVERYTHING, AppenderSource.here(), rooms);
    }

    /** One that runs until its process ends, and keeps only so much. */
    static LocalCollector start(int port, Kept kept, AppenderSource appenders) {
        LocalCollector collector = new LocalCollector(port, InstantSource.system(), kept, appenders, Room::ofThisJvm);
        collector.askForLogLines();
        return collector;
    }

    /** Without it each connection would end without an answer. */
    private static void requireJackson() {
        try {
            Json.quote("");
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "LocalCollector needs jackson-core 3 (tools.jackson.core:jackson-core), which is not on the class path"
                            + " or does not fit. The test kit brings it, unless it is excluded. Beside the jar 'all', whose"
                            + " copy is its own alone, add it with scope test.",
                    e);
        }
    }

    /** Runs a collector until the process ends and prints each action on a line of its own; {@code --help} says more. */
    public static void main(String[] args) throws InterruptedException {
        int code = Program.run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Where a browser on this machine sees what arrives. */
    public URI page() {
        return baseUri().resolve("/");
    }

    public int port() {
        return acceptor.port();
    }

    /** The accepted actions, each {@code transaction_id} once, in order of arrival. An unmodifiable copy. */
    public List<ReceivedAction> actions() {
        return inbox.actions();
    }

    /**
     * Has appenders on this machine tell with each action which log line it was, for the page. By itself it does so while a page
     * is open; a line that nobody had asked for by then is shown as it stands in the source. Moesif never gets them.
     */
    public void askForLogLines() {
        state.lines().wantAlways();
    }

    /** The newest log lines that were told, oldest first. */
    List<LogLine> toldLines() {
        return state.lines().told();
    }

    /** How many actions were accepted whose {@code transaction_id} had been accepted before. */
    public long duplicates() {
        return inbox.duplicates();
    }

    /** How many requests were accepted that held a name in camelCase. */
    public long camelCaseRequests() {
        return inbox.camelCaseRequests();
    }

    /** How many requests began to arrive, accepted or not, whatever became of them. The page's own are not counted. */
    public long requests() {
        return log.requests();
    }

    /** How many requests broke a rule of the API. */
    public long refused() {
        return log.refused();
    }

    /** The newest 1,000 requests that broke a rule of the API, oldest first. An unmodifiable copy. */
    public List<Refusal> refusals() {
        return log.newestRefusals();
    }

    /**
     * The newest 10,000 requests, oldest first, each from just before it is answered. One that the client gave up half
     * way is only in {@link #requests()}. An unmodifiable copy.
     */
    public List<ReceivedRequest> received() {
        return log.newestRequests();
    }

    /**
     * Calls the listener with every action from now on that is not a duplicate. It runs before the request is answered,
     * on that connection's thread: two may run at once.
     */
    public void onAction(Consumer<? super ReceivedAction> listener) {
        inbox.onAction(listener);
    }

    /** Calls the listener with every refusal from now on, on the connection's thread. */
    void onRefusal(Consumer<? super Refusal> listener) {
        log.onRefusal(listener);
    }

    /** Calls the listener now and then while requests that no browser sends are turned away; on the connection's thread. */
    void onTurnedAway(Consumer<? super Refusal> listener) {
        log.turnedAway().onTold(listener);
    }

    /**
     * The first action that matches, among those that have arrived and those that arrive in time.
     *
     * @param predicate sees each action; what it throws is thrown here. An id that an action does not have is null
     * @throws NoSuchElementException if none has when the time is over; the message says what arrived instead
     */
    public ReceivedAction awaitAction(Predicate<? super ReceivedAction> predicate, Duration timeout)
            throws InterruptedException {
        return inbox.await(predicate, timeout).orElseThrow(() -> new NoSuchElementException(missing(timeout)));
    }

    /** Waits until at least so many actions, duplicates aside, have arrived; false when the time is over first. */
    public boolean awaitActions(int count, Duration timeout) throws InterruptedException {
        return inbox.await(count, timeout);
    }

    /** Gives the next requests these faults, one each, in this order behind any that are still to come. */
    public void play(Fault... next) {
        faults.play(List.of(next));
    }

    /** Gives every request this fault from now on, except those that {@link #play} names after this call. */
    public void playAlways(Fault fault) {
        faults.playAlways(fault);
    }

    /** No faults any more. Those that are being played go on. */
    public void behave() {
        faults.playAlways(Fault.NONE);
    }

    /**
     * Answers 401 to every application id but this one.
     *
     * @param applicationId null, the default, for any that is not blank
     */
    public void requireApplicationId(String applicationId) {
        judge.requireApplicationId(applicationId);
    }

    /** Forgets all actions, ids, requests and refusals, and counts from 0 again. Faults and listeners stay. */
    public void clear() {
        state.clear();
    }

    /**
     * Closes every connection, within 2 seconds. What has arrived can still be read. A second call does nothing.
     */
    @Override
    public void close() {
        acceptor.close(CLOSE_PATIENCE);
    }

    private String missing(Duration timeout) {
        List<Refusal> refusals = refusals();
        String last = refusals.isEmpty() ? "" : ", the last with " + refusals.get(refusals.size() - 1);
        return "no such action within " + timeout + "; " + actions().size() + " actions arrived, " + refused()
                + " requests were refused" + last + log.turnedAway().summary();
    }
}
