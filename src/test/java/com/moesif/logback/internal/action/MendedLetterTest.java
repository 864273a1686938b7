package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody has put into a dead letter for what it lacked: what the collector would refuse is not sent. */
class MendedLetterTest {
    private static List<String> faults(String lacking, String action) {
        return RequiredField.faults("[\"" + lacking + "\"]", action.getBytes(StandardCharsets.UTF_8), "the-id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string company_id   | {\"company_id\":17}                              | has a company_id that is no string",
                "string company_id   | {\"company_id\":{\"id\":\"acme\"}}               | has a company_id that is no string",
                "string company_id   | {\"company_id\":[\"acme\"]}                      | has a company_id that is no string",
                "json user_id        | {\"user_id\":{\"id\":1}}                         | has a user_id that is no string",
                "number session_token | {\"session_token\":17}                         | has a session_token that is no string",
                "boolean user_id     | {\"user_id\":true}                               | has a user_id that is no string",
                "number user_id      | {\"user_id\":\"me\"}                             | has a user_id that is no number",
                "time request.time   | {\"request\":{\"time\":1700000000000}}           | has a request.time that is no string",
                "string request.time | {\"request\":{\"time\":\"1700000000\"}}          | has a request.time that is no time",
                "time request.time   | {\"request\":{\"time\":\"2026-12-24\"}}          | has a request.time that is no time",
                "string request.time | {\"request\":{\"time\":\"2026-12-24T18:05+01:00[Europe/Berlin]\"}}"
                        + " | has a request.time that is no time",
                "string request.uri  | {\"request\":{\"uri\":5}}                        | has a request.uri that is no string",
                "number metadata.amount | {\"metadata\":{\"amount\":\"5\"}}             | has a amount that is no number",
                "size metadata.rows  | {\"metadata\":{\"rows\":true}}                 | has a rows that is no number",
                "duration user_id    | {\"user_id\":\"5 s\"}                          | has a user_id that is no number",
                "boolean metadata.ok | {\"metadata\":{\"ok\":\"true\"}}               | has a ok that is no boolean",
                "boolean user_id     | {\"user_id\":\"yes\"}                          | has a user_id that is no boolean",
                "json metadata.cart  | {\"metadata\":{\"cart\":\"{}\"}}               | has a cart that is no JSON",
                "time metadata.at    | {\"metadata\":{\"at\":\"soon\"}}               | has a at that is no time",
                "time metadata.at    | {\"metadata\":{\"at\":true}}                   | has a at that is no time",
                "string company_id   | {\"company_id\":\" \"}                         | has no company_id",
                "string company_id   | {\"company_id\":null}                          | has no company_id",
                "string company_id   | {\"metadata\":{\"company_id\":\"acme\"}}       | has no company_id",
                "string metadata.a.b | {\"metadata\":{\"a\":{\"b\":1}},\"a.b\":1}     | has no a.b",
                "string metadata.company_id | {\"company_id\":\"acme\"}               | has no company_id",
                "string metadata.x   | {\"metadata\":\"x\"}                           | has no x",
                "string request.uri  | {\"request.uri\":\"/\",\"uri\":\"/\"}          | has no request.uri",
                "string transaction_id | {\"transaction_id\":\"the-id\"}"
                        + " | has no transaction_id but the one that was made for it",
                "string company_id   | {\"company_id\":\"acme\"                        | is no JSON any more",
            })
    void whatTheCollectorRefuses_isAFault(String lacking, String action, String fault) {
        assertThat(faults(lacking, action)).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string company_id      | {\"company_id\":\"17\"}",
                "number user_id         | {\"user_id\":\"17\"}",
                "boolean user_id        | {\"user_id\":\"true\"}",
                "time request.time      | {\"request\":{\"time\":\"2026-12-24T18:05:00Z\"}}",
                "string request.time    | {\"request\":{\"time\":\"2026-12-24T18:05:00.914\"}}",
                "time request.time      | {\"request\":{\"time\":\"2026-12-24T18:05:00+01:00\"}}",
                "number metadata.amount | {\"metadata\":{\"amount\":5}}",
                "json metadata.cart     | {\"metadata\":{\"cart\":{\"a\":1}}}",
                "json metadata.cart     | {\"metadata\":{\"cart\":17}}",
                "boolean user_id        | {\"user_id\":\"false\"}",
                "boolean metadata.ok    | {\"metadata\":{\"ok\":false}}",
                "time metadata.at       | {\"metadata\":{\"at\":\"2026-12-24\"}}",
                "time user_id           | {\"user_id\":\"2026-12-24\"}",
                "string metadata.a.b    | {\"metadata\":{\"a.b\":\"x\"}}",
                "string user_id         | {\"user_id\":\"the-id\"}",
                "string transaction_id  | {\"transaction_id\":\"another\"}",
            })
    void whatItTakes_isNone(String lacking, String action) {
        assertThat(faults(lacking, action)).isEmpty();
    }

    /** The most digits that a collector is sure to read. */
    @Test
    void aNumberInAPlaceOfTexts_has900DigitsAtMost() {
        for (String most : List.of("1".repeat(900), "1E-899")) {
            assertThat(faults("number user_id", "{\"user_id\":\"" + most + "\"}"))
                    .isEmpty();
        }
        for (String tooLong : List.of("1".repeat(901), "1E-900")) {
            assertThat(faults("number user_id", "{\"user_id\":\"" + tooLong + "\"}"))
                    .containsExactly("has a user_id that is no number");
        }
    }

    /** As it is kept beside the letter, in ASCII, and read again. */
    @Test
    void whatALetterLacks_isKept_toldAndLookedFor() {
        List<RequiredField> lacking = List.of(
                new RequiredField("metadata.größe", FieldType.NUMBER),
                new RequiredField("company_id", FieldType.STRING),
                new RequiredField("metadata.größe", FieldType.STRING));
        String written = RequiredField.written(lacking);

        assertThat(written)
                .isEqualTo("[\"number metadata.gr\\u00F6\\u00DFe\",\"string company_id\","
                        + "\"string metadata.gr\\u00F6\\u00DFe\"]");
        assertThat(RequiredField.shown(written)).containsExactly("größe", "company_id");
        assertThat(RequiredField.faults(written, "{}".getBytes(StandardCharsets.UTF_8), "the-id"))
                .containsExactly("has no größe", "has no company_id");
        assertThat(RequiredField.sentence(lacking.subList(0, 2), "rule 'R'"))
                .isEqualTo("An action of rule 'R' is not sent, since it lacks what is <required>: größe, company_id.");
        assertThat(RequiredField.sentence(lacking.subList(1, 2), null))
                .isEqualTo("An action is not sent, since it lacks what is <required>: company_id.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"number\"]", "[\"sum metadata.x\"]", "[number", "[17]"})
    void ofWhatSomebodyHasSpoilt_nothingIsKnown(String written) {
        assertThat(RequiredField.shown(written)).isEmpty();
        assertThat(RequiredField.faults(written, "{}".getBytes(StandardCharsets.UTF_8), "the-id"))
                .isEmpty();
    }
}
