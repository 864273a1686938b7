package com.moesif.logback.collector;

import java.time.Instant;
import java.util.Map;

/**
 * One request as it arrived, and how it was answered.
 *
 * @param time when the reading of it ended
 * @param method such as {@code POST}; empty when not even the head could be read
 * @param path with base path and query as sent
 * @param headers names in lower case; the values of a header given twice are joined by a comma
 * @param bodySize bytes of the body as read from the wire
 * @param decodedSize bytes of the body after decompression; 0 when it was not looked at
 * @param checksum CRC-32C of the body after decompression, to tell whether two requests carried the same bytes; 0 when
 *     it was not looked at
 * @param actions how many actions the body held, kept or not, as far as it could be read
 * @param status the status answered; 0 when the request got no whole answer
 */
public record ReceivedRequest(
        Instant time,
        String method,
        String path,
        Map<String, String> headers,
        long bodySize,
        long decodedSize,
        long checksum,
        int actions,
        int status) {
    static final int NO_ANSWER = 0;

    static ReceivedRequest of(Instant time, RequestHead head, long bodySize, Judgement judgement, int status) {
        return new ReceivedRequest(
                time,
                head.method(),
                head.target(),
                head.headers(),
                bodySize,
                judgement.decoded().size(),
                judgement.decoded().checksum(),
                judgement.counted(),
                status);
    }
}
