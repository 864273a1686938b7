package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.action.KnownFaults;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Actions that will not be delivered: each is counted once with its reason and told of, and kept as a dead letter where there
 * is a spool. Nothing is thrown once it is counted: a caller would keep the action, and count it once more. Sender thread
 * only, but for {@link #dropped} and {@link #failed}.
 */
final class Undeliverable {
    private final Spool spool;
    private final Ledger ledger;
    private final Notices notices;
    private final InstantSource clock;
    private final String destination;
    private final UnaryOperator<String> masks;

    /** Where nothing is to be hidden. */
    Undeliverable(Spool spool, Ledger ledger, Notices notices, InstantSource clock, String destination) {
        this(spool, ledger, notices, clock, destination, UnaryOperator.identity());
    }

    /**
     * @param destination that takes actions or not, within a sentence
     * @param masks hides in the name of an action what must not be shown
     */
    Undeliverable(
            Spool spool,
            Ledger ledger,
            Notices notices,
            InstantSource clock,
            String destination,
            UnaryOperator<String> masks) {
        this.spool = spool;
        this.ledger = ledger;
        this.notices = notices;
        this.clock = clock;
        this.destination = destination;
        this.masks = masks;
    }

    /**
     * Those that an encoder does not ship.
     *
     * @param lines where it appends
     */
    Unshippable by(ActionEncoder encoder, LineBuffer lines) {
        return new Unshippable(encoder, lines, spool, ledger, notices);
    }

    /** Encoding it failed. */
    void failed(Throwable why) {
        ledger.dropped(DropReason.INTERNAL_ERROR, 1);
        try {
            notices.raise(
                    DropReason.INTERNAL_ERROR.label(),
                    "An action could not be encoded and is lost: "
                            + why.getClass().getName() + ". Please report this.");
        } catch (Throwable t) {
            // It is counted, and must not be once more for the sake of the words.
        }
    }

    /** It came while the configuration was being read. The whole configuration makes no action of such an event. */
    void unmeant() {
        ledger.dropped(DropReason.MISCONFIGURED, 1);
        try {
            notices.raise(
                    DropReason.MISCONFIGURED.label(),
                    "An action is dropped that came before the configuration had been read to its end. The end of it has"
                            + " switched off the rule that made this action, or the whole appender, so that nothing is shown that"
                            + " was to be hidden. An ERROR of this appender says which element is wrong.");
        } catch (Throwable t) {
            // It is counted, and must not be once more for the sake of the words.
        }
    }

    /** There was no room for them. */
    void dropped(DropReason reason, int actions) {
        if (actions == 0) {
            return;
        }
        ledger.dropped(reason, actions);
        try {
            notices.raise(
                    reason.label(),
                    (reason == DropReason.SPOOL_FULL
                                    ? "The spool has reached its <maxSize>"
                                    : "maxMemory is full of actions that could not be delivered")
                            + ". Actions are dropped until " + destination + " takes actions again.",
                    actions);
        } catch (Throwable t) {
            // It is counted, and must not be once more for the sake of the words.
        }
    }

    /** They were sound when they were written, and are damaged now. */
    void corrupt(int actions) {
        ledger.corrupt(actions);
        try {
            notices.raise(
                    "corrupt",
                    actions
                            + " actions of the spool were damaged after they had been written, by its disk or by somebody. What"
                            + " is left of them is set aside beside their segment, in a file that ends in .corrupt; all others"
                            + " are sent.",
                    actions);
        } catch (Throwable t) {
            // It is counted, and must not be once more for the sake of the words.
        }
    }

    /**
     * One action.
     *
     * @param from the segment of it alone; null when it is in none, or in one with others
     */
    record Dead(byte[] json, Segment from) {}

    /**
     * It will never be taken, and others are.
     *
     * @param orLater whether it may go on as it is when the disk takes no letters now
     * @return whether it has an outcome
     */
    boolean refused(Dead action, Refusal refusal, boolean orLater) {
        if (action.from != null && action.from.isTaken()) {
            // Whoever has it now asks for themselves.
            ledger.handedOver(1);
            return true;
        }
        if (orLater && isDiskInTheWay()) {
            // Not tried for each at each answer: a disk that fails may take long to do so.
            return false;
        }
        boolean kept = isKeptIfPossible(action, DeadReason.REFUSED, refusal);
        if (!kept && orLater && isDiskInTheWay()) {
            return false;
        }
        count(kept, DeadReason.REFUSED);
        tell(action.json, kept, DeadReason.REFUSED, refusal);
        return true;
    }

    /**
     * Keeps those that are older than what the collector takes.
     *
     * @return of each whether it is kept; null when the disk takes no letters now, and nothing has changed
     */
    boolean[] keptThoughExpired(List<byte[]> jsons) {
        boolean[] kept = new boolean[jsons.size()];
        try {
            List<Spool.DeadLetter> letters = jsons.stream()
                    .map(json -> letter(json, DeadReason.EXPIRED, Refusal.NONE))
                    .toList();
            kept = spool.buryAll(letters);
        } catch (Throwable t) {
            // Out of memory: some may be kept already, and one alone needs less. Each is kept once, by its id.
            for (int i = 0; i < kept.length; i++) {
                kept[i] = isKeptIfPossible(new Dead(jsons.get(i), null), DeadReason.EXPIRED, Refusal.NONE);
            }
        }
        for (boolean each : kept) {
            if (!each && isDiskInTheWay()) {
                return null;
            }
        }
        return kept;
    }

    /** Asked again and again it got no word of the collector's, and memory is full. */
    void noRoomFor(Dead action, Refusal refusal) {
        if (action.from != null && action.from.isTaken()) {
            ledger.handedOver(1);
        } else if (isKeptIfPossible(action, DeadReason.REFUSED, refusal)) {
            ledger.dead(DeadReason.REFUSED, 1);
            try {
                notices.raise(
                        DeadReason.REFUSED.label(),
                        called(action.json) + " is answered again and again (" + refusal.shown() + "), not by "
                                + destination
                                + " but in its place, and maxMemory is full. It is kept as a dead letter. "
                                + refusal.remedy());
            } catch (Throwable t) {
                // It is counted, and must not be once more for the sake of the words.
            }
        } else {
            dropped(DropReason.MEMORY_FULL, 1);
        }
    }

    /** It is older than what the collector takes. */
    void expired(byte[] json, boolean kept) {
        count(kept, DeadReason.EXPIRED);
        tell(json, kept, DeadReason.EXPIRED, Refusal.NONE);
    }

    /** Whether the disk takes no letters now. */
    boolean isDiskInTheWay() {
        return !spool.mayBury();
    }

    private void count(boolean kept, DeadReason reason) {
        if (kept) {
            ledger.dead(reason, 1);
        } else {
            ledger.dropped(DropReason.REFUSED, 1);
        }
    }

    /**
     * What was said of an action.
     *
     * @param status 0 when nobody was asked
     * @param page whether it was said by a web page, which is for people and not the collector's way
     * @param brokers whether brokers of Kafka said it, who have words and no status of their own
     */
    record Refusal(int status, String answer, boolean page, boolean brokers) {
        static final Refusal NONE = new Refusal(0, "", false);

        /** Of a collector, or of what is on the way there. */
        Refusal(int status, String answer, boolean page) {
            this(status, answer, page, false);
        }

        static Refusal of(Answer answer) {
            return answer.failure() instanceof BrokerError error
                    ? new Refusal(error.status(), error.getMessage(), false, true)
                    : new Refusal(answer.status(), answer.body(), Verdict.isPage(answer));
        }

        /** Whether something on the way is more likely to have said so than the collector, which is not known to. */
        boolean isAnothers() {
            return page || status == 403 || status == 406;
        }

        /** Whether it says nothing of an action: something answers in the collector's place, as a captive portal does. */
        boolean isNoWord() {
            return page && status >= 200 && status < 300;
        }

        /** For people, on one line. */
        String shown() {
            return brokers ? answer : Answer.shown(status, answer);
        }

        String remedy() {
            return brokers ? "Look into the log of the brokers." : "Check <proxy> and what else is in between.";
        }
    }

    /** It is refused again and again, but perhaps not by the collector. */
    void keptInDoubt(byte[] json, Refusal refusal) {
        ActionLine action = ActionLine.of(json);
        notices.raise(
                "in doubt",
                called(action) + " is refused again and again (" + refusal.shown() + "), but perhaps not by "
                        + destination
                        + ": "
                        + (refusal.isAnothers()
                                ? "a proxy or a firewall may answer so, because of what is in the action"
                                : "on this way another action was refused and accepted later")
                        + ". It is kept, and sent again now and then. " + refusal.remedy());
    }

    private void tell(byte[] json, boolean kept, DeadReason reason, Refusal refusal) {
        try {
            String why = reason == DeadReason.EXPIRED
                    ? "is older than <maxAge>, and the collector would refuse it."
                    : "is refused by " + destination + " (" + refusal.shown() + "), which accepts others."
                            + (refusal.brokers ? "" : faultsOf(json));
            notices.raise(
                    reason.label(),
                    called(json) + " " + why + " It is " + (kept ? "kept as a dead letter." : "dropped."));
        } catch (Throwable t) {
            // It is counted, and must not be once more for the sake of the words.
        }
    }

    private String called(byte[] json) {
        ActionLine action;
        try {
            action = ActionLine.of(json);
        } catch (Throwable t) {
            // Out of memory, or no action at all.
            action = new ActionLine("?", "?");
        }
        return called(action);
    }

    private String called(ActionLine action) {
        return "Action '" + masks.apply(action.actionName()) + "' with transaction_id " + action.transactionId();
    }

    /** What can be seen from here, beside what the collector says; brokers read nothing of an action. */
    private String faultsOf(byte[] json) {
        try {
            List<String> faults = KnownFaults.of(json, clock.instant());
            return faults.isEmpty() ? "" : " As far as can be seen from here it " + String.join(" and ", faults) + ".";
        } catch (Throwable t) {
            // Out of memory, say: the action is counted, and told of without this.
            return "";
        }
    }

    private boolean isKeptIfPossible(Dead dead, DeadReason reason, Refusal refusal) {
        try {
            return dead.json.length > 0 && spool.bury(letter(dead.json, reason, refusal), dead.from);
        } catch (Throwable t) {
            // Out of memory: it's counted, and the others that are done with beside it must not be lost for its sake.
            return false;
        }
    }

    private static Spool.DeadLetter letter(byte[] json, DeadReason reason, Refusal refusal) {
        return new Spool.DeadLetter(json, ActionLine.of(json).transactionId(), reason, refusal.status, refusal.answer);
    }
}
