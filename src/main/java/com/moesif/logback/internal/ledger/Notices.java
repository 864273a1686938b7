package com.moesif.logback.internal.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * The one way to say something aloud: first trouble at once, repeats every five minutes with their number and since when.
 * Any thread may raise a notice, without lock or I/O; to speak is for the sender thread only, because whoever listens to Logback's
 * status runs code of its own, prints, and takes locks.
 */
public final class Notices {
    /** How long the repeats of a notice are gathered. */
    public static final Duration QUIET = Duration.ofMinutes(5);

    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_TOPICS = 500;

    private final StatusSink statusSink;
    private final Map<String, Notice> notices = new ConcurrentHashMap<>();
    /** What is over, and not said yet; no more than has been said as trouble. */
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();

    private volatile boolean unsaid;
    private volatile boolean newTopic;
    private volatile Runnable wake = () -> {};
    /** Of the speaking thread. */
    private long lookedAtNanos;

    public Notices(StatusSink statusSink) {
        this.statusSink = statusSink;
    }

    /**
     * @param topic what repeats are gathered under
     * @param text what is wrong and what to do; nothing secret, and no payload
     */
    public void raise(String topic, String text) {
        raise(topic, text, 1);
    }

    /**
     * The same, by itself for each rule, action or field that it is about. Those are names that an application may make up, so only so
     * many are told apart; of the rest the topic has one notice. It keeps nobody else's trouble from being told.
     */
    public void raise(String topic, String about, String text) {
        String own = topic + ' ' + about;
        raise(notices.containsKey(own) || notices.size() < MOST_TOPICS ? own : topic, text, 1);
    }

    /** The same for so many occurrences at once. */
    public void raise(String topic, String text, long times) {
        Notice notice = notices.get(topic);
        if (notice == null) {
            notice = notices.computeIfAbsent(topic, key -> new Notice());
        }
        notice.text = text;
        notice.count.add(times);
        if (!notice.neverSaid()) {
            unsaid = true;
            return;
        }
        newTopic = true;
        unsaid = true;
        wake.run();
    }

    /** How to wake the speaking thread when there is something new to say: it may sleep. */
    public void wakeBy(Runnable waker) {
        wake = waker;
    }

    /**
     * Says what is due. Sender thread only, often; it costs next to nothing when there is nothing to say.
     *
     * @return whether something waits for its five minutes to pass
     */
    public boolean speak(long nowNanos) {
        // Repeats can wait a second; only what is new is worth a look at every turn.
        if (unsaid && (newTopic || nowNanos - lookedAtNanos > LOOK_EVERY_NANOS)) {
            lookedAtNanos = nowNanos;
            newTopic = false;
            unsaid = false;
            sayEnded();
            boolean left = false;
            for (Notice notice : notices.values()) {
                left |= !notice.speak(nowNanos, false);
            }
            if (left) {
                unsaid = true;
            }
        }
        return unsaid;
    }

    /** Says this at once, in place of a speaking thread that can't. Any thread but the application's. */
    public void say(String text) {
        statusSink.warn(text);
    }

    /** Something is well, which is said the next time that something may be. Sender thread only. */
    public void inform(String text) {
        ended.add(text);
        newTopic = true;
        unsaid = true;
    }

    /**
     * The trouble of this topic is over, which is said with the total the next time that something may be, if it was ever said.
     * Sender thread only.
     */
    public void over(String topic, String text) {
        Notice notice = notices.remove(topic);
        if (notice != null && !notice.neverSaid()) {
            ended.add(text + " (trouble since " + notice.since + ", " + times(notice.count.sum()) + ")");
            newTopic = true;
            unsaid = true;
        }
    }

    /** Before the notices: one of the same topic may have come since. */
    private void sayEnded() {
        for (String text = ended.poll(); text != null; text = ended.poll()) {
            statusSink.info(text);
        }
    }

    /** Says whatever has not been said yet: the last words. */
    public void speakAll(long nowNanos) {
        sayEnded();
        for (Notice notice : notices.values()) {
            notice.speak(nowNanos, true);
        }
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private final class Notice {
        /** For people; nothing is measured with it. */
        private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        private final LongAdder count = new LongAdder();
        private volatile String text;
        /** Written by the speaking thread. */
        private volatile long said;
        /** Of the speaking thread. */
        private long saidAtNanos;

        private boolean neverSaid() {
            return said == 0;
        }

        /** Whether nothing is left to say. */
        private boolean speak(long nowNanos, boolean atOnce) {
            long all = count.sum();
            long more = all - said;
            if (more == 0) {
                return true;
            }
            if (said > 0 && !atOnce && nowNanos - saidAtNanos < QUIET.toNanos()) {
                return false;
            }
            // Said after each action, as a trial does it, a repeat is known by its text.
            statusSink.warn(atOnce && more == 1 ? text : text + howOften(more, all));
            said = all;
            saidAtNanos = nowNanos;
            return true;
        }

        private String howOften(long more, long all) {
            if (said > 0) {
                return " (" + times(more) + ", " + all + " in all since " + since + ")";
            }
            return more > 1 ? " (" + times(more) + ")" : "";
        }
    }
}
