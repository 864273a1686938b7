package com.moesif.logback.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;

class AnswerTest {
    /** A port on which somebody gives back what he gets, in one line. */
    @Test
    void whatHttpCoreQuotesOfThePeer_isNotShown() {
        String echo = "POST /v1/actions HTTP/1.1 X-Moesif-Application-Id: the-secret-id";

        assertThat(Answer.failed(new ParseException("Invalid protocol version", echo, 0, echo.length(), 0))
                        .summary())
                .isEqualTo("ParseException: Invalid protocol version");
        assertThat(Answer.failed(new MalformedChunkCodingException("Bad chunk header: " + echo))
                        .summary())
                .isEqualTo("MalformedChunkCodingException: Bad chunk header");
        assertThat(Answer.failed(new ProtocolException("Unsupported or invalid protocol: " + echo))
                        .summary())
                .isEqualTo("ProtocolException: Unsupported or invalid protocol");
    }

    /** What stands in brackets is cut with all that follows, or half of it would be shown. */
    @Test
    void sentenceWithNumbersBehind_endsBeforeThem() {
        assertThat(Answer.failed(new ConnectionClosedException(
                                "Premature end of Content-Length delimited message body (expected: %d; received: %d)",
                                100, 5))
                        .summary())
                .isEqualTo("ConnectionClosedException: Premature end of Content-Length delimited message body");
    }

    @Test
    void whatIsWrongWithTheConnection_isShown() {
        assertThat(Answer.failed(new ConnectException("Connect to a:1 failed: refused"))
                        .summary())
                .isEqualTo("ConnectException: Connect to a:1 failed: refused");
    }
}
