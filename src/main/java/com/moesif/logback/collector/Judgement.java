package com.moesif.logback.collector;

import java.util.List;
import java.util.Optional;

/**
 * What the rules of the API say about one request, whatever it is answered in the end.
 *
 * @param actions those to keep; empty when the request is refused
 * @param counted the actions in the body, refused or not, as far as it could be read
 * @param camelCase whether a name was spelled the undocumented way
 * @param decoded size and checksum of the body after decompression
 * @param rejected null when the request is accepted
 */
record Judgement(List<ReceivedAction> actions, int counted, boolean camelCase, Decoded decoded, Rejected rejected) {

    /** The decompressed body in short; both are 0 when it was refused before that. */
    record Decoded(long size, long checksum) {
        static final Decoded NOTHING = new Decoded(0, 0);
    }

    /** Of a request whose body was never read to its end. */
    static final Judgement UNREAD = new Judgement(List.of(), 0, false, Decoded.NOTHING, null);

    static Judgement refused(Rejected rejected) {
        return new Judgement(List.of(), 0, false, Decoded.NOTHING, rejected);
    }

    Judgement of(Decoded body) {
        return new Judgement(actions, counted, camelCase, body, rejected);
    }

    boolean accepted() {
        return rejected == null;
    }

    Optional<Rejected> rejection() {
        return Optional.ofNullable(rejected);
    }
}
