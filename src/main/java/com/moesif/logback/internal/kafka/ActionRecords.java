package com.moesif.logback.internal.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The actions of a request's body, as records: an object, or an array with each object on a line of its own. Their bytes stay
 * as they are, and no JSON is parsed: what is wanted of an action stands before its {@code metadata}, and JSON text holds
 * neither line feeds nor quotes.
 */
final class ActionRecords implements Iterator<ProducerRecord<byte[], byte[]>> {
    static final String CONTENT_TYPE = "content-type";
    static final String TRANSACTION_ID = "moesif-transaction-id";

    private static final byte[] JSON = "application/json".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID_NAME = "\"transaction_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMPANY_NAME = "\"company_id\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] body;
    private final String topic;
    private final boolean keyed;
    private final int end;
    private int next;

    /** @param keyed whether the company is the key */
    ActionRecords(byte[] body, String topic, boolean keyed) {
        this.body = body;
        this.topic = topic;
        this.keyed = keyed;
        boolean array = body.length > 0 && body[0] == '[';
        this.next = array ? 1 : 0;
        this.end = array ? body.length - 1 : body.length;
    }

    @Override
    public boolean hasNext() {
        return next < end;
    }

    @Override
    public ProducerRecord<byte[], byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int from = next;
        int to = from;
        while (to < end && body[to] != '\n') {
            to++;
        }
        // Past the line feed and the comma after it.
        next = to + 2;
        return record(from, to);
    }

    private ProducerRecord<byte[], byte[]> record(int from, int to) {
        int id = after(ID_NAME, from, to);
        int company = keyed ? after(COMPANY_NAME, from, id < 0 ? to : id) : -1;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, company < 0 ? null : text(company, to), Arrays.copyOfRange(body, from, to));
        record.headers().add(CONTENT_TYPE, JSON);
        if (id >= 0) {
            record.headers().add(TRANSACTION_ID, text(id, to));
        }
        return record;
    }

    /** Where what follows these bytes begins; -1 when they aren't there. */
    private int after(byte[] wanted, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (body[at] == '"' && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + wanted.length;
            }
        }
        return -1;
    }

    /** Up to the quote that ends it, as it is written in JSON. */
    private byte[] text(int from, int to) {
        int at = from;
        while (at < to && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return Arrays.copyOfRange(body, from, Math.min(at, to));
    }
}
