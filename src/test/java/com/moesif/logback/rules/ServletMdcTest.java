package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import com.moesif.logback.harness.Logback;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Logback's {@code MDCInsertingServletFilter} puts into the MDC, by its own constants. */
class ServletMdcTest {
    @Test
    void servletFilterKeys_fillTheRequest() {
        try (Logback logback = Logback.with()) {
            logback.mdc.put(ClassicConstants.REQUEST_REMOTE_HOST_MDC_KEY, "10.0.0.1");
            logback.mdc.put(ClassicConstants.REQUEST_REQUEST_URI, "/pay");
            logback.mdc.put(ClassicConstants.REQUEST_REQUEST_URL, "https://acme.com/pay");
            logback.mdc.put(ClassicConstants.REQUEST_QUERY_STRING, "a=b");
            logback.mdc.put(ClassicConstants.REQUEST_METHOD, "POST");
            logback.mdc.put(ClassicConstants.REQUEST_USER_AGENT_MDC_KEY, "Mozilla/5.0");
            logback.mdc.put(ClassicConstants.REQUEST_X_FORWARDED_FOR, "203.0.113.9, 10.0.0.7");
            logback.action().log("m");

            assertThat(logback.theAction().request())
                    .containsEntry("uri", "https://acme.com/pay")
                    .containsEntry("user_agent_string", "Mozilla/5.0")
                    .containsEntry("ip_address", "203.0.113.9")
                    .containsOnlyKeys("time", "uri", "user_agent_string", "ip_address");
            assertThat(logback.theAction().metadata()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.9            | 10.0.0.1          | 203.0.113.9",
                "' 203.0.113.9 ,10.0.0.7' | 10.0.0.1        | 203.0.113.9",
                "2001:db8::1, 10.0.0.7  | 10.0.0.1          | 2001:db8::1",
                "203.0.113.9:49152      | 10.0.0.1          | 203.0.113.9",
                "[2001:db8::1]:443      | 10.0.0.1          | 2001:db8::1",
                "[2001:db8::1]          | 10.0.0.1          | 2001:db8::1",
                "unknown                | 10.0.0.1          | 10.0.0.1",
                "''                     | 10.0.0.1          | 10.0.0.1",
                "-                      | 10.0.0.1          | 10.0.0.1",
                "-                      | 0:0:0:0:0:0:0:1   | 0:0:0:0:0:0:0:1",
                "-                      | ::ffff:10.0.0.1   | ::ffff:10.0.0.1",
                "-                      | fe80::1%eth0      | fe80::1%eth0",
                "-                      | gateway.acme.com  | -",
                "-                      | 10.0.0.256        | -",
                "-                      | 10.0.0            | -",
                "_hidden                | localhost         | -",
            })
    void ipAddress_isTheFirstHopElseTheRemoteHostWhenALiteral(String forwarded, String remote, String expected) {
        try (Logback logback = Logback.with()) {
            if (forwarded != null) {
                logback.mdc.put(ClassicConstants.REQUEST_X_FORWARDED_FOR, forwarded);
            }
            logback.mdc.put(ClassicConstants.REQUEST_REMOTE_HOST_MDC_KEY, remote);
            logback.action().log("m");

            assertThat(logback.theAction().request().get("ip_address")).isEqualTo(expected);
        }
    }

    @Test
    void whatTheEventSays_winsOverTheServletFilter() {
        try (Logback logback = Logback.with()) {
            logback.mdc.put(ClassicConstants.REQUEST_REQUEST_URL, "https://acme.com/pay");
            logback.mdc.put(ClassicConstants.REQUEST_REMOTE_HOST_MDC_KEY, "10.0.0.1");
            logback.action()
                    .addKeyValue("request.uri", "https://acme.com/other")
                    .addKeyValue("request.ip_address", "198.51.100.1")
                    .log("m");

            assertThat(logback.theAction().request())
                    .containsEntry("uri", "https://acme.com/other")
                    .containsEntry("ip_address", "198.51.100.1");
        }
    }

    @Test
    void oneRequest_doesNotShowInTheNext() {
        try (Logback logback = Logback.with()) {
            logback.mdc.put(ClassicConstants.REQUEST_REQUEST_URL, "https://acme.com/pay");
            logback.action().log("m");
            logback.mdc.clear();
            logback.mdc.put(ClassicConstants.REQUEST_USER_AGENT_MDC_KEY, "Mozilla/5.0");
            logback.action().log("m");

            assertThat(logback.actions().get(1).request())
                    .containsEntry("user_agent_string", "Mozilla/5.0")
                    .containsOnlyKeys("time", "user_agent_string");
        }
    }

    @Test
    void exclude_appliesToTheServletFilterToo() {
        try (Logback logback = Logback.with("<exclude>request.uri</exclude>", "<exclude>request.ip_*</exclude>")) {
            logback.mdc.setContextMap(Map.of(
                    ClassicConstants.REQUEST_REQUEST_URL,
                    "https://acme.com/pay",
                    ClassicConstants.REQUEST_USER_AGENT_MDC_KEY,
                    "Mozilla/5.0",
                    ClassicConstants.REQUEST_X_FORWARDED_FOR,
                    "203.0.113.9"));
            logback.action().log("m");

            assertThat(logback.theAction().request()).containsOnlyKeys("time", "user_agent_string");
        }
    }

    @Test
    void aliasedServletKey_goesWhereTheAliasSays() {
        try (Logback logback = Logback.with("<alias><from>req.requestURI</from><to>path</to></alias>")) {
            logback.mdc.put(ClassicConstants.REQUEST_REQUEST_URI, "/pay");
            logback.action().log("m");

            assertThat(logback.theAction().metadata()).containsEntry("path", "/pay");
        }
    }
}
