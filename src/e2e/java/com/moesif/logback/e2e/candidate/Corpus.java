package com.moesif.logback.e2e.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Events as unlike as those of a real service, the same at each run: five thousand customers of whom few do most, eight kinds of
 * actions with fields of their own, amounts, durations, addresses, paths, free text. Each bears a number of its own, as orders
 * do, by which the sink counts. Repeats itself only after many times what a compressor looks back to.
 */
final class Corpus {
    private static final int EVENTS = 1 << 14;
    private static final int CUSTOMERS = 5_000;
    private static final long FIRST_NUMBER = 1_000_000_000;

    private static final String[] CURRENCIES = {"USD", "EUR", "GBP", "JPY", "CHF", "INR", "BRL", "SEK"};
    private static final String[] PLANS = {"free", "starter", "team", "business", "enterprise"};
    private static final String[] REGIONS = {"us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "ap-south-1"};
    private static final String[] METHODS = {"card", "sepa_debit", "ach", "paypal", "invoice"};
    private static final String[] FORMATS = {"pdf", "csv", "xlsx", "parquet", "json"};
    private static final String[] MODELS = {"small-4", "medium-4", "large-4", "embed-2", "vision-1"};
    private static final String[] PATHS = {"/v2/orders/", "/v2/customers/", "/v1/reports/", "/v2/invoices/", "/search/"
    };
    private static final String[] WORDS =
            ("the invoice of last month was sent twice and a customer asked for one more copy"
                            + " while shipping to another address failed because postal code street or door number did not match"
                            + " what carrier expects please retry after upstream timeout reading settlement batch from bank gateway"
                            + " north warehouse green box large order express delivery returned damaged refund partial credit note")
                    .split(" ");

    private final Logger log;
    private final Random random = new Random(20_261_130);
    private final List<Event> events = new ArrayList<>();
    private final String[] companies = new String[CUSTOMERS];
    private int logged;

    private record Event(String message, List<Object> pairs) {}

    Corpus(Logger log) {
        this.log = log;
        for (int i = 0; i < CUSTOMERS; i++) {
            // As two systems of a company name their customers.
            companies[i] = i % 3 == 0 ? "acct_" + hex(12) : String.valueOf(100_000 + random.nextInt(900_000));
        }
        for (int i = 0; i < EVENTS; i++) {
            events.add(event());
        }
    }

    int logged() {
        return logged;
    }

    void log() {
        Event event = events.get(logged % EVENTS);
        LoggingEventBuilder builder = log.atInfo().addKeyValue("order", "serial-" + (FIRST_NUMBER + logged));
        List<Object> pairs = event.pairs;
        for (int i = 0; i < pairs.size(); i += 2) {
            builder = builder.addKeyValue((String) pairs.get(i), pairs.get(i + 1));
        }
        logged++;
        builder.log(event.message);
    }

    private Event event() {
        List<Object> pairs = new ArrayList<>();
        // Few do most: the square puts half of all events on a tenth of the customers, and less on the others.
        double rank = random.nextDouble() * random.nextDouble() * random.nextDouble();
        add(pairs, "company_id", companies[(int) (rank * CUSTOMERS)]);
        if (random.nextInt(3) > 0) {
            add(pairs, "user_id", "u_" + hex(10));
        }
        add(pairs, "region", one(REGIONS));
        add(pairs, "trace_id", hex(32));
        String message = switch (random.nextInt(8)) {
            case 0 -> {
                add(pairs, "action_name", "Processed Payment");
                add(pairs, "amount", amount());
                add(pairs, "currency", one(CURRENCIES));
                add(pairs, "method", one(METHODS));
                add(pairs, "time_seconds", Math.round(random.nextExponential() * 2_000) / 1_000.0);
                yield "Processed payment";
            }
            case 1 -> {
                add(pairs, "action_name", "Exported Report");
                add(pairs, "rows", (int) Math.exp(random.nextDouble() * 14));
                add(pairs, "format", one(FORMATS));
                add(
                        pairs,
                        "report",
                        UUID.nameUUIDFromBytes(hex(8).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
                yield "Exported report";
            }
            case 2 -> {
                add(pairs, "action_name", "Called API");
                add(pairs, "request.uri", "https://api.acme.com" + one(PATHS) + random.nextInt(10_000_000));
                add(pairs, "request.ip_address", address());
                add(pairs, "status", random.nextInt(20) == 0 ? 404 : 200);
                add(pairs, "duration_ms", (int) (random.nextExponential() * 80));
                add(pairs, "response_bytes", (int) Math.exp(random.nextDouble() * 12));
                yield "Answered a call";
            }
            case 3 -> {
                add(pairs, "action_name", "Generated Text");
                add(pairs, "model", one(MODELS));
                add(pairs, "tokens_in", random.nextInt(8_000));
                add(pairs, "tokens_out", random.nextInt(2_000));
                add(pairs, "latency_ms", 200 + random.nextInt(9_000));
                yield "Generated text";
            }
            case 4 -> {
                add(pairs, "action_name", "Stored File");
                add(pairs, "bytes", (long) Math.exp(random.nextDouble() * 22));
                add(pairs, "sha256", hex(64));
                add(pairs, "name", text(2).replace(' ', '-') + "." + one(FORMATS));
                yield "Stored a file";
            }
            case 5 -> {
                add(pairs, "action_name", "Sent Message");
                add(pairs, "channel", random.nextBoolean() ? "sms" : "email");
                add(pairs, "segments", 1 + random.nextInt(4));
                add(pairs, "subject", text(4 + random.nextInt(8)));
                yield "Sent a message";
            }
            case 6 -> {
                add(pairs, "action_name", "Changed Plan");
                add(pairs, "from", one(PLANS));
                add(pairs, "to", one(PLANS));
                add(pairs, "seats", 1 + random.nextInt(400));
                add(pairs, "reason", text(3 + random.nextInt(20)));
                yield "Changed the plan";
            }
            default -> {
                add(pairs, "action_name", "Shipped Order");
                add(pairs, "weight_kg", Math.round(random.nextExponential() * 4_000) / 1_000.0);
                add(pairs, "items", 1 + random.nextInt(12));
                add(pairs, "total", amount());
                add(pairs, "currency", one(CURRENCIES));
                add(pairs, "carrier_note", text(random.nextInt(15)));
                yield "Shipped an order";
            }
        };
        return new Event(message, List.copyOf(pairs));
    }

    private static void add(List<Object> pairs, String key, Object value) {
        pairs.add(key);
        pairs.add(value);
    }

    private double amount() {
        return Math.round(Math.exp(2 + 2 * random.nextGaussian()) * 100) / 100.0;
    }

    private String address() {
        return String.format(
                Locale.ROOT,
                "%d.%d.%d.%d",
                1 + random.nextInt(222),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(256));
    }

    private String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private String text(int words) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            all.add(one(WORDS));
        }
        return String.join(" ", all);
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
