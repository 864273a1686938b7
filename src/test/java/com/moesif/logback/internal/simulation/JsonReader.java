package com.moesif.logback.internal.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) as the model collector does, by no code of ours. Numbers are doubles. One use. */
final class JsonReader {
    private final byte[] bytes;
    private int at;

    JsonReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /** What is no JSON. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String what, int at) {
            super(what + " at " + at);
        }
    }

    int at() {
        return at;
    }

    byte next() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        if (at == bytes.length) {
            throw new Malformed("end", at);
        }
        return bytes[at];
    }

    void expect(char c) {
        if (next() != c) {
            throw new Malformed("no " + c, at);
        }
        at++;
    }

    /** Nothing but white space may be left. */
    void end() {
        for (; at < bytes.length; at++) {
            if (bytes[at] > ' ') {
                throw new Malformed("more", at);
            }
        }
    }

    boolean take(char c) {
        if (next() == c) {
            at++;
            return true;
        }
        return false;
    }

    Object value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= bytes.length || bytes[at++] != word.charAt(i)) {
                throw new Malformed("no " + word, at);
            }
        }
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        expect('{');
        if (take('}')) {
            return object;
        }
        do {
            next();
            String key = string();
            expect(':');
            if (object.put(key, value()) != null) {
                throw new Malformed("twice " + key, at);
            }
        } while (take(','));
        expect('}');
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        expect('[');
        if (take(']')) {
            return array;
        }
        do {
            array.add(value());
        } while (take(','));
        expect(']');
        return array;
    }

    private String string() {
        expect('"');
        int from = at;
        boolean escaped = false;
        while (bytes[at] != '"') {
            if (bytes[at] == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
        String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at++;
        return escaped ? text.replaceAll("\\\\(.)", "$1") : text;
    }

    private double number() {
        int from = at;
        while (at < bytes.length && "+-.0123456789eE".indexOf(bytes[at]) >= 0) {
            at++;
        }
        if (from == at) {
            throw new Malformed("no value", at);
        }
        return Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
    }
}
