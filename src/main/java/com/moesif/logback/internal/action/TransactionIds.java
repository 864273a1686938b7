package com.moesif.logback.internal.action;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Transaction ids: random UUIDs in the form of RFC 9562, version 4, and name-based ones for ids that are given but are no
 * UUIDs.
 *
 * <p>Random ones come in blocks: 114 random bits and, in the last byte, a count. A batch's ids then differ from their
 * neighbours by two digits, and thirty-six characters that nothing can compress were half of what compressing an action
 * cost and half of what went over the wire. They are no less unique for that: a trillion ids are four billion blocks, of
 * which two are alike with a chance of 4 · 10⁻¹⁶, against 10⁻¹³ for a trillion ids of 122 random bits each. One thread at a time.
 */
final class TransactionIds {
    private static final int UUID_LENGTH = 36;
    private static final int BLOCK = 256;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final boolean scoped;
    private byte[] ascii;
    private int count = BLOCK;

    /** @param scoped whether a given UUID, too, holds within its company and action name only */
    TransactionIds(boolean scoped) {
        this.scoped = scoped;
    }

    /** A random one as ASCII, valid until the next call. */
    byte[] random() {
        if (count == BLOCK) {
            ascii = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
            count = 0;
        }
        ascii[UUID_LENGTH - 2] = HEX[count >> 4];
        ascii[UUID_LENGTH - 1] = HEX[count & 0xF];
        count++;
        return ascii;
    }

    /**
     * A UUID stays itself, unless ids are scoped; anything else, a payment's id say, becomes a UUID of company, action name and id:
     * the same line logged twice is one action, but "authorised" and "settled" of one payment are two, and so are invoice 17 of one
     * company and invoice 17 of another.
     */
    String given(String companyId, String actionName, String id) {
        String given = isUuid(id) ? id.toLowerCase(Locale.ROOT) : id;
        if (!isScoped(id)) {
            return given;
        }
        byte[] name = ((companyId == null ? "" : companyId) + '\0' + actionName + '\0' + given)
                .getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** Whether a given id holds within its company and action name only. */
    boolean isScoped(String id) {
        return scoped || !isUuid(id);
    }

    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            char c = text.charAt(i);
            if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
