package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON that a collector can read holds no surrogate without its partner. */
class UnicodeTextTest {
    private static final String PAIR = "\uD83D\uDE00";

    @Test
    void validText_isTheSameObject() {
        for (String text : new String[] {"", "total 12 €", PAIR, "a" + PAIR + PAIR + "z"}) {
            assertThat(UnicodeText.wellFormed(text)).isSameAs(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'<H>',        '?'", // alone
        "'a<H>',       'a?'", // a high one at the end: a text that was cut
        "'<L>b',       '?b'", // a low one at the beginning: the other half of it
        "'<H>b',       '?b'",
        "'<H><H><L>',  '?<H><L>'", // only the second has its partner
        "'<H><L><L>',  '<H><L>?'",
        "'<L><H>',     '??'", // the wrong way round
        "'a<H>b<L>c',  'a?b?c'",
        "'<H><L>x<H>', '<H><L>x?'",
    })
    void surrogateWithoutItsPartner_becomesTheReplacementCharacter(String text, String mended) {
        assertThat(UnicodeText.wellFormed(surrogates(text))).isEqualTo(surrogates(mended));
    }

    private static String surrogates(String pattern) {
        return pattern.replace("<H>", PAIR.substring(0, 1))
                .replace("<L>", PAIR.substring(1))
                .replace('?', '\uFFFD');
    }
}
