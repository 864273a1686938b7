package com.moesif.logback.collector;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Checks one request against the API, in the order in which a server would: path, method, application id, content type,
 * encoding, body.
 *
 * <p>Any thread.
 */
final class Judge {
    // The body must be UTF-8, so no other charset may be announced.
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    /** A small request may unpack to 15 MB, which are there twice while it grows, and parsed once more. */
    private static final long BYTES_OF_ONE = 128_000_000;

    private static final int MOST_AT_ONCE = 64;

    private final InstantSource clock;
    private final Semaphore turns = new Semaphore(turns(), true);
    private volatile String requiredApplicationId;

    Judge(InstantSource clock) {
        this.clock = clock;
    }

    /** Null: any that is not blank. */
    void requireApplicationId(String applicationId) {
        requiredApplicationId = applicationId;
    }

    private static int turns() {
        return (int) Math.max(1, Math.min(MOST_AT_ONCE, Runtime.getRuntime().maxMemory() / BYTES_OF_ONE));
    }

    /** Waits while others are judged, who wait for nobody. */
    Judgement judge(RequestHead head, Optional<Endpoint> endpoint, Payload payload) {
        turns.acquireUninterruptibly();
        try {
            return judged(head, endpoint, payload);
        } finally {
            turns.release();
        }
    }

    private Judgement judged(RequestHead head, Optional<Endpoint> endpoint, Payload payload) {
        Judgement.Decoded decoded = Judgement.Decoded.NOTHING;
        try {
            Endpoint known = requireEndpoint(head, endpoint);
            requireApplicationId(head);
            requireJson(head);
            byte[] body = decode(head, payload);
            decoded = new Judgement.Decoded(body.length, checksum(body));
            return BodyRules.judge(body, known, clock.instant()).of(decoded);
        } catch (Rejected e) {
            return Judgement.refused(e).of(decoded);
        }
    }

    private static Endpoint requireEndpoint(RequestHead head, Optional<Endpoint> endpoint) throws Rejected {
        Endpoint known = endpoint.orElseThrow(
                () -> new Rejected(404, "no such endpoint; actions go to /v1/actions or /v1/actions/batch"));
        if (!head.method().equals("POST")) {
            throw new Rejected(405, "only POST is taken here");
        }
        return known;
    }

    private void requireApplicationId(RequestHead head) throws Rejected {
        String given = head.header("x-moesif-application-id");
        if (given == null || given.isBlank()) {
            throw new Rejected(401, "the header X-Moesif-Application-Id is missing or blank");
        }
        String required = requiredApplicationId;
        if (required != null && !required.equals(given)) {
            throw new Rejected(401, "the application id is not the one expected");
        }
    }

    private static void requireJson(RequestHead head) throws Rejected {
        String type = head.header("content-type");
        if (type == null || !JSON.matcher(type).matches()) {
            throw new Rejected(406, "not JSON: Content-Type must be application/json");
        }
    }

    private static byte[] decode(RequestHead head, Payload payload) throws Rejected {
        if (payload.tooLarge()) {
            throw new Rejected(413, "the body has over " + Payload.MAX_HELD_BYTES + " bytes");
        }
        String encoding = head.header("content-encoding");
        byte[] body = payload.bytes();
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            if (body.length > BodyRules.MAX_BODY_BYTES) {
                throw new Rejected(413, "the body has over " + BodyRules.MAX_BODY_BYTES + " bytes");
            }
            return body;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return Gunzip.unpack(body, BodyRules.MAX_BODY_BYTES);
        }
        // The API's list of answers has no 415.
        throw new Rejected(400, "the only Content-Encoding taken is gzip");
    }

    private static long checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return checksum.getValue();
    }
}
