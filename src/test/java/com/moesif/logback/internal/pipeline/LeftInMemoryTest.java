package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.Tenant;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftInMemoryTest {
    /** Nobody listens there. */
    private static final URI COLLECTOR = URI.create("http://left-in-memory.invalid:1");

    private static final URI ANOTHER = URI.create("http://another.invalid:1");

    private static Tenant at(String endpoint) {
        return new Tenant("MOESIF", endpoint, () -> "test", () -> false);
    }

    @Test
    void whatIsLeftForTheCollectorOfATest_isForgotten() {
        Batch others = HandoverTest.batch();
        Handover handover = Handover.ofThisJvm();
        handover.leave(at(COLLECTOR.toString()), List.of(HandoverTest.batch()));
        handover.leave(at(Tenant.UNDECIDED), List.of(HandoverTest.batch()));
        handover.leave(at(ANOTHER.toString()), List.of(others));
        LeftInMemory.at(COLLECTOR);

        LeftInMemory.forget();

        assertThat(handover.take(at(COLLECTOR.toString()))).isEmpty();
        assertThat(handover.take(at(ANOTHER.toString()))).containsExactly(others);
    }
}
