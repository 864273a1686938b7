package com.moesif.logback.internal.action;

import java.nio.charset.StandardCharsets;

/**
 * A list, map, record or bean as it was when the event was logged: one JSON value, valid, without line breaks; never a
 * scalar or null, which stand for themselves.
 *
 * @param utf8 the value; nobody changes it any more
 */
record Json(byte[] utf8) {
    String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
