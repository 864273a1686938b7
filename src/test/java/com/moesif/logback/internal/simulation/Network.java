package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.ModelCollector.Judgement;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/** The way of all processes to the collector. */
final class Network {
    private static final long LONG_AFTER_MICROS = 10 * 60_000_000L;

    private final Agenda agenda;
    private final ModelCollector collector;
    private final Random random;
    private final Coverage coverage;
    private final LongSupplier wallMillis;
    final Firewall firewall = new Firewall();
    private Weather weather = Weather.CALM;
    private int number;
    /** How many of a hundred requests the weather hits. */
    private int percent = 100;

    private int bytesASecond = Integer.MAX_VALUE;
    private long minute;
    private int inMinute;

    Network(Agenda agenda, ModelCollector collector, Random random, Coverage coverage, LongSupplier wallMillis) {
        this.agenda = agenda;
        this.collector = collector;
        this.random = random;
        this.coverage = coverage;
        this.wallMillis = wallMillis;
    }

    void becomes(Weather next, int nextNumber, int nextPercent) {
        weather = next;
        number = nextNumber;
        percent = nextPercent;
        bytesASecond = next == Weather.SLOW ? nextNumber : Integer.MAX_VALUE;
    }

    boolean isCalm() {
        return weather == Weather.CALM;
    }

    /** Whether some actions can't pass, and all others do. */
    boolean isSelective() {
        return weather == Weather.FIREWALL;
    }

    /** The link of one process. */
    final class Link implements Transport {
        private final Runnable onEvent;
        private final ObjLongConsumer<List<String>> onArrival;
        private final List<SimAttempt> underWay = new ArrayList<>();
        /** Ids in requests to which an answer of success has come in time. */
        final Set<String> acknowledged = new HashSet<>();
        /** Ids in requests that have reached the collector. */
        final Set<String> carried = new HashSet<>();

        long acknowledgedActions;
        long posts;
        private boolean closed;

        /**
         * @param onEvent run after an answer
         * @param onArrival takes the ids in each request that arrives, and when it was posted
         */
        Link(Runnable onEvent, ObjLongConsumer<List<String>> onArrival) {
            this.onEvent = onEvent;
            this.onArrival = onArrival;
        }

        @Override
        public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
            SimAttempt attempt = new SimAttempt(this, onAnswer);
            if (closed) {
                return attempt;
            }
            posts++;
            underWay.add(attempt);
            Weather hit = random.nextInt(100) < percent ? weather : Weather.CALM;
            if (isAllowed(hit, payload)) {
                hit = Weather.CALM;
            }
            coverage.reached("weather " + hit);
            send(payload, attempt, hit);
            return attempt;
        }

        @Override
        public void close() {
            closed = true;
            underWay.forEach(attempt -> attempt.over = true);
        }
    }

    /** One request under way. */
    final class SimAttempt implements Transport.Attempt {
        private final Link link;
        private final Consumer<Answer> onAnswer;
        private final long postedMillis = wallMillis.getAsLong();
        private boolean over;

        SimAttempt(Link link, Consumer<Answer> onAnswer) {
            this.link = link;
            this.onAnswer = onAnswer;
        }

        @Override
        public void cancel() {
            over = true;
        }

        private void answered(Answer answer, Judgement judgement, boolean last) {
            if (over) {
                return;
            }
            over = last;
            if (answer.status() / 100 == 2 && judgement != null) {
                link.acknowledged.addAll(judgement.ids());
                link.acknowledgedActions += judgement.ids().size();
            }
            onAnswer.accept(answer);
            link.onEvent.run();
        }

        private void answeredAgain(Answer answer) {
            if (!over) {
                over = true;
                onAnswer.accept(answer);
                link.onEvent.run();
            }
        }
    }

    private boolean isAllowed(Weather hit, Payload payload) {
        return switch (hit) {
            case LIMIT_413, LIMIT_CUT, LIMIT_400 -> payload.body().length <= number;
            case RATE_LIMIT -> isInRate();
            case FIREWALL -> firewall.lets(payload);
            default -> false;
        };
    }

    private boolean isInRate() {
        long now = agenda.micros() / 60_000_000;
        inMinute = now == minute ? inMinute + 1 : 1;
        minute = now;
        return inMinute <= number;
    }

    private void send(Payload payload, SimAttempt attempt, Weather hit) {
        long there = 500
                + random.nextInt(random.nextInt(4) == 0 ? 300_000 : 20_000)
                + payload.body().length * 1_000_000L / bytesASecond;
        // That of this weather: another may have come before the answer does.
        int number = this.number;
        switch (hit) {
            case CALM, SLOW -> agenda.in(there, () -> arrives(payload, attempt, there, 1));
            case DOUBLED -> agenda.in(there, () -> arrives(payload, attempt, there, 2));
            case LATE -> agenda.in(there, () -> arrives(payload, attempt, LONG_AFTER_MICROS, 1));
            case ANSWER_LOST -> agenda.in(there, () -> receive(payload, attempt));
            case SILENT -> {
                // The request's own deadline ends it.
            }
            case CUT_AFTER ->
                agenda.in(there, () -> {
                    receive(payload, attempt);
                    agenda.in(there, () -> attempt.answered(hit.answer(number, ""), null, true));
                });
            case NO_CONNECTION -> agenda.in(5_000_000, () -> attempt.answered(hit.answer(number, ""), null, true));
            default -> agenda.in(there, () -> attempt.answered(hit.answer(number, date()), null, true));
        }
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ROOT)
                .format(Instant.ofEpochMilli(wallMillis.getAsLong() + 20_000).atOffset(ZoneOffset.UTC));
    }

    private Judgement receive(Payload payload, SimAttempt attempt) {
        Judgement judgement = collector.receive(payload.path(), payload.body(), payload.gzip());
        attempt.link.carried.addAll(judgement.ids());
        attempt.link.onArrival.accept(judgement.ids(), attempt.postedMillis);
        coverage.reached("collector says " + judgement.status());
        return judgement;
    }

    private void arrives(Payload payload, SimAttempt attempt, long back, int times) {
        Judgement judgement = receive(payload, attempt);
        Answer answer = Weather.status(judgement.status());
        agenda.in(back, () -> attempt.answered(answer, judgement, times == 1));
        if (times == 2) {
            agenda.in(back + random.nextInt(100_000), () -> attempt.answeredAgain(answer));
        }
    }
}
