package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            })
    void whatItTakes_isNone(String lacking, String action) {
        assertThat(faults(lacking, action)).isEmpty();
    }
}
