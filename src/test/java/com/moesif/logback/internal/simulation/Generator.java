package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.DiskFaults.Call;
import com.moesif.logback.internal.simulation.Hands.Deed;
import com.moesif.logback.internal.simulation.History.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Thinks of histories: settings from their whole ranges, and troubles of every kind, a few at a time. */
final class Generator {
    private static final long MILLIS_OF_DAY = 86_400_000L;
    private static final int[] STATUSES = {301, 401, 402, 403, 404, 405, 406, 408, 410, 425, 429, 500, 502, 503, 504};

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Long> settings = new TreeMap<>();
    private long millis;
    /** Two gateways that refuse everything would make a proof against what is innocent. */
    private int gateways;

    private Generator(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    static History history(long seed) {
        Generator generator = new Generator(seed);
        generator.settings();
        generator.callers(new Random(~seed * 0x9E3779B97F4A7C15L));
        generator.steps();
        generator.incomplete(new Random(seed * 0x9E3779B97F4A7C15L + 2));
        generator.beyondTheDisk(new Random(seed * 0x9E3779B97F4A7C15L + 3));
        generator.encoding(new Random(seed * 0x9E3779B97F4A7C15L + 4));
        generator.firewall(new Random(seed * 0x9E3779B97F4A7C15L + 6));
        generator.days(new Random(seed * 0x9E3779B97F4A7C15L + 5));
        generator.tearing(new Random(seed * 0x9E3779B97F4A7C15L + 7));
        generator.reading(new Random(seed * 0x9E3779B97F4A7C15L + 8));
        return new History(seed, generator.settings, generator.steps);
    }

    private long oneOf(long... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void settings() {
        boolean spool = chance(75);
        settings.put("spool", spool ? 1L : 0L);
        settings.put("processes", spool ? oneOf(1, 1, 1, 2, 3) : 1);
        settings.put("oneJvm", chance(30) ? 1L : 0L);
        settings.put("takeOver", chance(10) ? 1L : 0L);
        settings.put("durability", oneOf(0, 0, 1, 2));
        settings.put("maxMemory", oneOf(20_000, 100_000, 1_000_000, 8_000_000, 64_000_000));
        settings.put("maxBatchBytes", oneOf(1_500, 10_000, 100_000, 4_000_000, 14_000_000));
        settings.put("maxBatchSize", oneOf(1, 2, 7, 100, Integer.MAX_VALUE, Integer.MAX_VALUE));
        settings.put("linger", oneOf(0, 100, 1_000, 1_000, 10_000));
        settings.put("maxInFlight", oneOf(1, 2, 4, 4, 16));
        settings.put("requestTimeout", oneOf(1_000, 10_000, 35_000, 35_000));
        settings.put("gzip", oneOf(0, 1));
        settings.put("queueSize", oneOf(2, 16, 128, 1_024));
        settings.put("maxSize", oneOf(20_000, 200_000, 1_000_000, 1L << 30, 1L << 30));
        boolean shortAge = chance(15);
        settings.put("shortAge", shortAge ? 1L : 0L);
        settings.put("maxAge", shortAge ? oneOf(1, 10, 60) : 30L * 24 * 60 - 60);
        settings.put("commitTimeout", oneOf(10, 1_000, 1_000, 10_000));
    }

    /** By chance of its own, so that an old seed stays what it was but for this. */
    private void callers(Random own) {
        settings.put("callers", own.nextInt(3) == 0 ? 1L : 0L);
        long[] waits = {0, 5, 100, 1_000, 10_000};
        settings.put("maxBlock", settings.get("callers") == 0 ? 0 : waits[own.nextInt(waits.length)]);
    }

    /** By chance of its own, too: in one of eight, some beside others. */
    private void incomplete(Random own) {
        if (own.nextInt(8) > 0) {
            return;
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.what().equals("log") && own.nextInt(4) == 0) {
                List<Long> numbers =
                        List.of(step.number(0), 1L + own.nextInt(3), 50L, (long) Act.Kind.INCOMPLETE.ordinal());
                steps.add(i + own.nextInt(2), new Step(step.millis(), "log", numbers));
            }
        }
    }

    /** By chance of its own as well: a clock that is wrong from the start, and what is thrown in the middle of a turn. */
    private void beyondTheDisk(Random own) {
        if (settings.get("spool") == 0) {
            return;
        }
        if (own.nextInt(16) == 0) {
            settings.put("clockBegins", (own.nextBoolean() ? 1 : -1) * 86_400 * 40L);
        }
        if (own.nextInt(5) > 0) {
            return;
        }
        // Not of the calls that take nothing: syncs, closes and cuts.
        Call[] calls = {
            Call.CREATE, Call.OPEN, Call.READ, Call.READ, Call.WRITE, Call.DELETE, Call.RENAME, Call.LIST, Call.STAT
        };
        for (int i = 1 + own.nextInt(4); i > 0; i--) {
            int at = own.nextInt(steps.size());
            long call = calls[own.nextInt(calls.length)].ordinal();
            steps.add(at, new Step(steps.get(at).millis(), "disk", List.of(own.nextInt(4) == 0 ? 12L : 11L, call)));
        }
    }

    /**
     * By chance of its own: in one of eight something is thrown where actions are encoded, once or for long. One that is too large is
     * encoded twice, and few meet it in the second.
     */
    private void encoding(Random own) {
        if (own.nextInt(8) > 0) {
            return;
        }
        EncodingFaults.Kind[] kinds = EncodingFaults.Kind.values();
        long[] times = {1, 1, 3, 40, 2_000};
        for (int i = 1 + own.nextInt(3); i > 0; i--) {
            int at = own.nextInt(steps.size());
            long then = steps.get(at).millis();
            if (own.nextInt(4) == 0) {
                long process = own.nextInt(settings.get("processes").intValue());
                steps.add(at, new Step(then, "log", List.of(process, 1L, 50L, (long) Act.Kind.HUGE.ordinal())));
            }
            long kind = kinds[own.nextInt(kinds.length)].ordinal();
            steps.add(at, new Step(then, "encoding", List.of(kind, times[own.nextInt(times.length)])));
        }
    }

    /** By chance of its own: in one of sixteen something on the way looks into what is sent. */
    private void firewall(Random own) {
        if (own.nextInt(16) > 0) {
            return;
        }
        // At the end in one of two: then it stays for long.
        int at = own.nextBoolean() ? steps.size() : own.nextInt(steps.size());
        long millisThen = steps.get(Math.min(at, steps.size() - 1)).millis();
        List<Long> numbers = List.of((long) Weather.FIREWALL.ordinal(), own.nextBoolean() ? 200L : 403L, 100L);
        steps.add(at, new Step(millisThen, "weather", numbers));
    }

    /** By chance of its own: in half of those with a spool. Else what a power failure takes hardly ever ends where a line does. */
    private void tearing(Random own) {
        settings.put("tearsAtLines", settings.get("spool") == 1 && own.nextInt(2) == 0 ? 1L : 0L);
    }

    /** By chance of its own: in one of eight each configuration takes long to be read, and in half of these its end changes it. */
    private void reading(Random own) {
        if (own.nextInt(8) == 0) {
            long[] millis = {10, 300, 3_000, 9_000, 20_000};
            settings.put("reading", millis[own.nextInt(millis.length)]);
            settings.put("misread", own.nextBoolean() ? 1L : 0L);
            killedWhileReading(own);
        }
    }

    /** In one of three. */
    private void killedWhileReading(Random own) {
        if (own.nextInt(3) == 0) {
            int at = own.nextInt(steps.size());
            long then = steps.get(at).millis();
            long process = own.nextInt(settings.get("processes").intValue());
            steps.add(at, new Step(then, "kill", List.of(process)));
            steps.add(at, new Step(then, "log", List.of(process, 3L, 50L, 0L)));
            steps.add(at, new Step(then, "reload", List.of(process, 0L)));
        }
    }

    /** By chance of its own: in one of a hundred nobody looks after the way or the disk for days, and now and then somebody logs. */
    private void days(Random own) {
        if (own.nextInt(100) > 0) {
            return;
        }
        int at = own.nextInt(steps.size());
        long begin = steps.get(at).millis();
        // A bad disk is asked every 5 s, which takes its time here, too.
        long length = isDiskBad(at) ? MILLIS_OF_DAY / 3 : MILLIS_OF_DAY * (1 + own.nextInt(3));
        boolean bursts = own.nextInt(3) == 0;
        List<Step> whole = new ArrayList<>(steps.subList(0, at));
        whole.add(outage(own, begin));
        int logs = 20 + own.nextInt(60);
        for (int i = 1; i <= logs; i++) {
            long process = own.nextInt(settings.get("processes").intValue());
            List<Long> numbers = List.of(process, bursts ? 40L : 1L, bursts ? 3_000L : 300L, 0L);
            whole.add(new Step(begin + length * i / (logs + 1), "log", numbers));
        }
        for (Step step : steps.subList(at, steps.size())) {
            whole.add(new Step(step.millis() + length, step.what(), step.numbers()));
        }
        steps.clear();
        steps.addAll(whole);
    }

    private boolean isDiskBad(int before) {
        boolean bad = false;
        for (Step step : steps.subList(0, before)) {
            bad = step.what().equals("disk") ? step.number(0) != 0 && step.number(0) != 8 : bad;
        }
        return bad;
    }

    private Step outage(Random own, long at) {
        Weather[] lasting = {
            Weather.REFUSED,
            Weather.NO_CONNECTION,
            Weather.CUT_AFTER,
            Weather.SILENT,
            Weather.PORTAL,
            Weather.GATEWAY_400,
            Weather.STATUS,
            Weather.STATUS_RETRY_SECONDS,
            Weather.ANSWER_LOST
        };
        // In one of three something answers in the collector's place, and each time that it is asked an action is let
        // in for that.
        Weather weather = own.nextInt(3) == 0 ? Weather.GATEWAY_400 : lasting[own.nextInt(lasting.length)];
        if (weather == Weather.GATEWAY_400 && ++gateways > 1) {
            weather = Weather.REFUSED;
        }
        long number = weather == Weather.STATUS ? STATUSES[own.nextInt(STATUSES.length)] : 503;
        return new Step(at, "weather", List.of((long) weather.ordinal(), number, 100L));
    }

    private void step(String what, long... numbers) {
        List<Long> list = new ArrayList<>();
        for (long number : numbers) {
            list.add(number);
        }
        steps.add(new Step(millis, what, list));
    }

    private void later() {
        int scale = random.nextInt(10);
        if (scale < 5) {
            millis += random.nextInt(50);
        } else if (scale < 8) {
            millis += random.nextInt(3_000);
        } else if (scale < 9) {
            millis += random.nextInt(60_000);
        } else {
            millis += random.nextInt(600_000);
        }
    }

    private void steps() {
        int count = 5 + random.nextInt(chance(20) ? 120 : 40);
        boolean network = chance(80);
        boolean disk = settings.get("spool") == 1 && chance(45);
        boolean hands = settings.get("spool") == 1 && chance(20);
        boolean deaths = chance(60);
        boolean clock = chance(15);
        for (int i = 0; i < count; i++) {
            later();
            int turn = random.nextInt(100);
            if (turn < 45) {
                log();
            } else if (turn < 62 && network) {
                weather();
            } else if (turn < 72 && disk) {
                disk();
            } else if (turn < 78 && hands) {
                hand();
            } else if (turn < 86 && deaths) {
                death();
            } else if (turn < 88 && clock) {
                step("clock", oneOf(-3_600, 3_600, 600, -600, 86_400 * 40L, -86_400 * 40L, 0));
            } else {
                life();
            }
        }
    }

    private long process() {
        return random.nextInt(settings.get("processes").intValue());
    }

    private void log() {
        int kind = chance(85) ? 0 : chance(80) ? 1 : chance(60) ? 3 : 0;
        if (chance(1) && chance(50)) {
            kind = 2;
        }
        step("log", process(), kind == 0 ? oneOf(1, 1, 3, 10, 40, 120) : 1, oneOf(0, 0, 50, 300, 3_000), kind);
    }

    private void weather() {
        Weather next = Weather.values()[random.nextInt(Weather.FIREWALL.ordinal())];
        if (chance(30)) {
            next = Weather.CALM;
        }
        if ((next == Weather.GATEWAY_400 || next == Weather.LIMIT_400) && ++gateways > 1) {
            next = Weather.CALM;
        }
        long number = switch (next) {
            case LIMIT_413, LIMIT_CUT, LIMIT_400 -> oneOf(6_000, 6_000, 20_000);
            case SLOW -> oneOf(500, 20_000, 200_000);
            case RATE_LIMIT -> oneOf(3, 20);
            case STATUS -> STATUSES[random.nextInt(STATUSES.length)];
            case STATUS_RETRY_SECONDS, STATUS_RETRY_DATE -> oneOf(429, 503);
            default -> 0;
        };
        step("weather", next.ordinal(), number, next == Weather.GATEWAY_400 ? 100 : oneOf(100, 100, 50, 10));
        if (next == Weather.LIMIT_413 || next == Weather.LIMIT_CUT || next == Weather.LIMIT_400) {
            // Or nothing is as large as that.
            step("log", process(), 120, 3_000, 0);
        }
    }

    private void disk() {
        long kind = chance(35) ? 0 : 1 + random.nextInt(10);
        long number = switch ((int) kind) {
            case 1 -> oneOf(0, 100, 5_000, 70_000);
            case 5 -> oneOf(5, 50, 500);
            case 9 -> call();
            case 10 -> oneOf(5, 50, 1_000, 12_000);
            default -> random.nextInt(40);
        };
        step("disk", kind, number);
        if (kind == 9 && chance(50)) {
            step("reload", process(), 0);
        }
    }

    /** Some are made seldom, so that a fault of any would hardly ever be one of theirs. */
    private long call() {
        Call[] all = Call.values();
        return chance(50)
                ? all[random.nextInt(all.length)].ordinal()
                : oneOf(Call.RENAME.ordinal(), Call.READ.ordinal(), Call.TRUNCATE.ordinal(), Call.UTIME.ordinal());
    }

    private void hand() {
        Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
        if (deed == Deed.REMOVE_EMPTY) {
            // Of a segment that was begun on a full disk.
            step("disk", 1, 0);
            log();
            later();
        }
        step("hand", deed.ordinal());
        if (deed == Deed.REMOVE_EMPTY) {
            step("disk", 0, 0);
        } else if (deed == Deed.BACK_UP && chance(50)) {
            log();
            later();
            step("hand", Deed.RESTORE.ordinal());
        }
    }

    private void death() {
        switch (random.nextInt(6)) {
            case 0 -> step("kill", process());
            case 1 -> step("power");
            case 2, 3, 4 -> {
                long victim = process();
                if (chance(60)) {
                    step("killAt", victim, random.nextInt(60), oneOf(0, 0, 1));
                } else {
                    step("killAtCall", victim, call(), oneOf(0, 0, 1));
                }
                if (chance(50)) {
                    step("start", victim);
                }
            }
            default -> step("start", process());
        }
    }

    private void life() {
        switch (random.nextInt(7)) {
            case 0, 1 -> step("start", process());
            case 2 -> step("stop", process(), oneOf(0, 500, 3_000, 10_000));
            case 3 -> step("reload", process(), oneOf(0, 3_000, 10_000));
            case 4 -> step("flush", process(), oneOf(100, 5_000, 60_000));
            case 5 -> step("hold", process(), 1);
            default -> step("hold", process(), 0);
        }
    }
}
