package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.api.controllers.APIController;
import com.moesif.api.exceptions.APIException;
import com.moesif.api.models.ActionModel;
import com.moesif.api.models.ActionRequestModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Moesif's own Java client, as it is on Maven Central, finds in the collector what it finds at Moesif. */
class MoesifClientTest {
    private final LocalCollector collector = LocalCollector.start(0);
    private final APIController moesif = MoesifClient.of(collector);

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void createAction_arrivesWithEveryField() throws Throwable {
        String time = Instant.now().toString();
        String id = UUID.randomUUID().toString();

        moesif.createAction(action(id, time));

        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).singleElement().satisfies(received -> {
            assertThat(received.actionName()).isEqualTo("Processed Payment Transaction");
            assertThat(received.companyId()).isEqualTo("12345");
            assertThat(received.userId()).isEqualTo("user");
            assertThat(received.subscriptionId()).isEqualTo("subscription");
            assertThat(received.sessionToken()).isEqualTo("token");
            assertThat(received.transactionId()).isEqualTo(id);
            assertThat(received.requestTime()).isEqualTo(time);
            assertThat(received.metadata()).isEqualTo(Map.of("amount", 24.6));
        });
    }

    @Test
    void createActionsBatch_arrivesAndIsDeduplicated() throws Throwable {
        String time = Instant.now().toString();
        ActionModel twice = action(UUID.randomUUID().toString(), time);

        moesif.createActionsBatch(List.of(twice, action(UUID.randomUUID().toString(), time), twice));
        moesif.createAction(twice);

        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).hasSize(2);
        assertThat(collector.duplicates()).isEqualTo(2);
    }

    @Test
    void names_areCamelCaseOnTheWireAndCounted() throws Throwable {
        moesif.createAction(action(UUID.randomUUID().toString(), Instant.now().toString()));

        assertThat(collector.camelCaseRequests()).isEqualTo(1);
        assertThat(collector.actions()).singleElement().satisfies(received -> {
            assertThat(received.camelCase()).isTrue();
            assertThat(received.json()).contains("\"actionName\"").contains("\"companyId\"");
            assertThat(received.request()).containsOnlyKeys("uri", "userAgentString", "ipAddress", "time");
        });
    }

    @Test
    void refusal_isAnErrorToTheClient() {
        collector.requireApplicationId("another");

        assertThatThrownBy(() -> moesif.createAction(
                        action(UUID.randomUUID().toString(), Instant.now().toString())))
                .isInstanceOf(APIException.class);
        assertThat(collector.actions()).isEmpty();
    }

    private static ActionModel action(String id, String time) {
        ActionRequestModel request = new ActionRequestModel.Builder("https://example.org/payments")
                .setTime(time)
                .setIpAddress("192.0.2.1")
                .setUserAgentString("agent")
                .build();
        return new ActionModel.Builder("Processed Payment Transaction", request)
                .setCompanyId("12345")
                .setUserId("user")
                .setSubscriptionId("subscription")
                .setSessionToken("token")
                .setTransactionId(id)
                .setMetadata(Map.of("amount", 24.6))
                .build();
    }
}
