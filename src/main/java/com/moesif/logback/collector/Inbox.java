package com.moesif.logback.collector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The actions, each id once, in the order in which they came. A batch goes in whole or not at all.
 *
 * <p>Any thread. Listeners and predicates run without the lock.
 */
final class Inbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Listeners<ReceivedAction> listeners = new Listeners<>();

    private static final int KEPT_RESENDS = 1_000;

    private final Newest<Resend> resends = new Newest<>(KEPT_RESENDS);
    private final Kept kept;

    // Guarded by the lock. clear() begins a new list, so that whoever waits can tell that counting starts again.
    private List<ReceivedAction> actions = new ArrayList<>();
    /** How many have gone to make room, before the first of the list. */
    private int gone;

    private long chars;
    private final Set<UUID> ids = new HashSet<>();
    private long duplicates;
    private long camelCaseRequests;
    private final Rates rates = new Rates();
    private String run = newRun();

    /**
     * The counts at one moment.
     *
     * @param run another one each time that counting starts again, and in each collector
     * @param actions how many there are; they are numbered from 0
     * @param perSecond how many came in each of the last seconds; the last one is still running
     */
    record Glance(String run, int actions, long duplicates, long camelCaseRequests, List<Integer> perSecond) {}

    Inbox(Kept kept) {
        this.kept = kept;
    }

    void add(List<ReceivedAction> batch, boolean camelCase) {
        List<ReceivedAction> fresh = new ArrayList<>(batch.size());
        ReceivedAction known = null;
        lock.lock();
        try {
            for (ReceivedAction action : batch) {
                // Without an id there is nothing to tell two actions apart by, so each counts.
                if (action.id() == null || ids.add(action.id())) {
                    fresh.add(action);
                    chars += action.json().length();
                } else {
                    duplicates++;
                    known = known == null ? action : known;
                }
            }
            actions.addAll(fresh);
            makeRoom();
            if (known != null) {
                resends.add(new Resend(known.arrived(), batch.size() - fresh.size(), batch.size(), known));
            }
            rates.add(fresh.size(), System.nanoTime());
            camelCaseRequests += camelCase ? 1 : 0;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        fresh.forEach(listeners::tell);
    }

    /** Some more than has to go, so that the rest is seldom moved. */
    private void makeRoom() {
        if (actions.size() <= kept.actions() && chars <= kept.chars()) {
            return;
        }
        int going = 0;
        while (going < actions.size()
                && (actions.size() - going > kept.actions() / 8 * 7 || chars > kept.chars() / 8 * 7)) {
            ReceivedAction oldest = actions.get(going);
            chars -= oldest.json().length();
            if (oldest.id() != null) {
                ids.remove(oldest.id());
            }
            going++;
        }
        actions.subList(0, going).clear();
        gone += going;
    }

    void onAction(Consumer<? super ReceivedAction> listener) {
        listeners.add(listener);
    }

    List<ReceivedAction> actions() {
        lock.lock();
        try {
            return Collections.unmodifiableList(new ArrayList<>(actions));
        } finally {
            lock.unlock();
        }
    }

    long duplicates() {
        lock.lock();
        try {
            return duplicates;
        } finally {
            lock.unlock();
        }
    }

    Newest.Unseen<Resend> resendsSince(long seen) {
        return resends.since(seen);
    }

    long camelCaseRequests() {
        lock.lock();
        try {
            return camelCaseRequests;
        } finally {
            lock.unlock();
        }
    }

    /** The counts, at one moment. */
    Glance glance() {
        lock.lock();
        try {
            return new Glance(
                    run, gone + actions.size(), duplicates, camelCaseRequests, rates.perSecond(System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * A copy of the actions from one number to before another, without the first of them that have gone; empty when that run
     * is over.
     */
    List<ReceivedAction> slice(String ofRun, int from, int to) {
        lock.lock();
        try {
            int begin = Math.max(from, gone) - gone;
            int end = Math.min(to - gone, actions.size());
            return run.equals(ofRun) && begin < end ? List.copyOf(actions.subList(begin, end)) : List.of();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            actions = new ArrayList<>();
            gone = 0;
            chars = 0;
            run = newRun();
            rates.clear();
            ids.clear();
            duplicates = 0;
            resends.clear();
            camelCaseRequests = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are so many actions; false when the time is over first. */
    boolean await(int count, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (gone + actions.size() < count) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = arrived.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The first action that matches, of those that are here or come in time. */
    Optional<ReceivedAction> await(Predicate<? super ReceivedAction> predicate, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<ReceivedAction> source = null;
        int looked = 0;
        while (true) {
            List<ReceivedAction> unseen;
            lock.lockInterruptibly();
            try {
                looked = source == actions ? Math.max(looked, gone) : gone;
                source = actions;
                if (looked == gone + source.size()) {
                    long nanos = deadline - System.nanoTime();
                    if (nanos <= 0) {
                        return Optional.empty();
                    }
                    arrived.awaitNanos(nanos);
                    continue;
                }
                unseen = new ArrayList<>(source.subList(looked - gone, source.size()));
            } finally {
                lock.unlock();
            }
            for (ReceivedAction action : unseen) {
                if (predicate.test(action)) {
                    return Optional.of(action);
                }
            }
            looked += unseen.size();
        }
    }

    private static String newRun() {
        return UUID.randomUUID().toString();
    }
}
