package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who inherits what an appender could not deliver, within one JVM. */
class HandoverTest {
    private static final String ENDPOINT = "https://one.example";
    private static final long MEMORY = 64 << 20;

    /** Of its own, since all tests of a JVM share what is left. */
    private final String name = UUID.randomUUID().toString();

    private final List<Someone> all = new ArrayList<>();

    private final class Someone implements Handover.Party {
        private final AtomicReference<String> id;
        private boolean refused;
        private final Tenant tenant;
        private int inherited;
        private int madeWay;

        Someone(String named, String endpoint, String id, boolean takeOver, int context) {
            this.id = new AtomicReference<>(id);
            this.tenant = new Tenant(named, endpoint, this.id::get, () -> refused, takeOver, context);
            all.add(this);
        }

        @Override
        public Tenant tenant() {
            return tenant;
        }

        @Override
        public long maxMemory() {
            return MEMORY;
        }

        @Override
        public void inherit() {
            inherited++;
        }

        @Override
        public void makeWay() {
            madeWay++;
        }
    }

    /** All tests of a JVM share the memory, too: what others have left makes room for more than that of all. */
    @BeforeEach
    void oneHasRunAndNothingIsLeft() {
        Someone first = someone("first");
        Handover.enter(first);
        Handover.leave(first.tenant, Collections.nCopies(100_000, batch(new byte[1 << 20])));
        Handover.take(first.tenant);
    }

    @AfterEach
    void allGo() {
        all.forEach(Handover::gone);
        all.forEach(someone -> Handover.take(someone.tenant));
    }

    private Someone someone(String id) {
        return new Someone(name, ENDPOINT, id, false, 0);
    }

    private static Batch batch() {
        return batch(new byte[7]);
    }

    private static Batch batch(byte[] body) {
        return Batch.sealed(
                new Payload("", body, false),
                1,
                7,
                new Batch.Origin(0, Long.MAX_VALUE, new MemorySpool().newSegment()));
    }

    @Test
    void theSameNameEndpointAndId_inheritsInOrderAndOnce() {
        Someone leaver = someone("id");
        Batch first = batch();
        Batch second = batch();
        Batch third = batch();
        Handover.leave(leaver.tenant, List.of(first, second));
        Handover.leave(leaver.tenant, List.of(third));

        assertThat(Handover.take(someone("id").tenant)).containsExactly(first, second, third);
        assertThat(Handover.take(someone("id").tenant)).isEmpty();
    }

    @Test
    void anotherNameEndpointOrId_inheritsNothing() {
        Batch left = batch();
        Handover.leave(someone("id").tenant, List.of(left));

        assertThat(Handover.take(new Someone(name + "x", ENDPOINT, "id", false, 0).tenant))
                .isEmpty();
        assertThat(Handover.take(new Someone(name, ENDPOINT + "x", "id", false, 0).tenant))
                .isEmpty();
        assertThat(Handover.take(someone("other").tenant)).isEmpty();

        assertThat(Handover.take(someone("id").tenant))
                .as("it waits for its heir")
                .containsExactly(left);
    }

    @Test
    void whatIsNotTheHeirs_staysForItsOwn() {
        Batch ours = batch();
        Batch theirs = batch();
        Handover.leave(someone("theirs").tenant, List.of(theirs));
        Handover.leave(someone("ours").tenant, List.of(ours));

        assertThat(Handover.take(someone("ours").tenant)).containsExactly(ours);
        assertThat(Handover.take(someone("theirs").tenant)).containsExactly(theirs);
    }

    @Test
    void whoeverTakesOver_inheritsFromAnyId() {
        Batch left = batch();
        Handover.leave(someone("old").tenant, List.of(left));

        assertThat(Handover.take(new Someone(name, ENDPOINT, "new", true, 0).tenant))
                .containsExactly(left);
    }

    /** A reload may be what mends a wrong id; another context is another application. */
    @Test
    void aRefusedId_isFollowedByAnyInTheSameContextOnly() {
        Someone wrong = new Someone(name, ENDPOINT, "wrong", false, 1);
        wrong.refused = true;
        Batch left = batch();
        Handover.leave(wrong.tenant, List.of(left));

        assertThat(Handover.take(new Someone(name, ENDPOINT, "right", false, 2).tenant))
                .isEmpty();
        assertThat(Handover.take(new Someone(name, ENDPOINT, "right", false, 1).tenant))
                .containsExactly(left);
    }

    @Test
    void anIdThatWasNotRefused_isFollowedByNoOtherInTheSameContext() {
        Handover.leave(new Someone(name, ENDPOINT, "one", false, 1).tenant, List.of(batch()));

        assertThat(Handover.take(new Someone(name, ENDPOINT, "two", false, 1).tenant))
                .isEmpty();
    }

    @Test
    void whatWaitedForAnAddress_goesToTheFirstThatHasOneAndIsTheOldest() {
        Batch undecided = batch();
        Batch decided = batch();
        Handover.leave(someone("id").tenant, List.of(decided));
        Handover.leave(new Someone(name, Tenant.UNDECIDED, "id", false, 0).tenant, List.of(undecided));

        assertThat(Handover.take(someone("id").tenant)).containsExactly(undecided, decided);
    }

    @Test
    void anHeirThatComes_hasTheRetiredOnesOfItsKindMakeWay() {
        Someone leaver = someone("id");
        Someone stranger = someone("other");
        Handover.enter(leaver);
        Handover.enter(stranger);
        assertThat(Handover.retire(leaver)).as("nobody follows yet").isFalse();
        assertThat(Handover.retire(stranger)).isFalse();

        Someone heir = someone("id");
        Handover.enter(heir);

        assertThat(leaver.madeWay).isEqualTo(1);
        assertThat(stranger.madeWay).isZero();
        assertThat(heir.madeWay).isZero();
        assertThat(Handover.hasHeir(leaver)).isTrue();
        assertThat(Handover.hasHeir(stranger)).isFalse();
    }

    @Test
    void oneThatRetires_isToldWhetherItsHeirIsThere() {
        Someone leaver = someone("id");
        Someone heir = someone("id");
        Handover.enter(leaver);
        assertThat(Handover.hasHeir(leaver)).as("itself is none").isFalse();
        Handover.enter(heir);
        assertThat(leaver.madeWay).as("it has not retired").isZero();

        assertThat(Handover.retire(leaver)).isTrue();
        assertThat(Handover.retire(heir)).as("who has retired inherits nothing").isFalse();
    }

    @Test
    void oneThatIsGone_hasThoseOfItsKindLookForWhatItLeft() {
        Someone leaver = someone("id");
        Someone heir = someone("id");
        Someone stranger = someone("other");
        Handover.enter(leaver);
        Handover.enter(heir);
        Handover.enter(stranger);
        Handover.retire(leaver);

        Handover.gone(leaver);

        assertThat(heir.inherited).isEqualTo(1);
        assertThat(stranger.inherited).isZero();
        assertThat(leaver.inherited).isZero();
        Handover.enter(someone("id"));
        assertThat(leaver.madeWay).as("it is forgotten").isZero();
    }

    /** It never had one, so that whoever has its name and id is its heir, at whatever address. */
    @Test
    void oneThatWaitedForAnAddress_makesWayForAnyThatHasOne() {
        Someone leaver = new Someone(name, Tenant.UNDECIDED, "id", false, 0);
        Handover.enter(leaver);
        assertThat(Handover.retire(leaver)).isFalse();

        Handover.enter(someone("id"));

        assertThat(leaver.madeWay).isOne();
        assertThat(Handover.hasHeir(leaver)).isTrue();
    }

    @Test
    void oneOfAnotherAddress_isNoHeir() {
        Someone leaver = someone("id");
        Handover.enter(leaver);
        Handover.retire(leaver);

        Handover.enter(new Someone(name, ENDPOINT + "x", "id", false, 0));
        Handover.enter(new Someone(name, Tenant.UNDECIDED, "id", false, 0));

        assertThat(leaver.madeWay).isZero();
        assertThat(Handover.hasHeir(leaver)).isFalse();
    }

    /** A reload: the ring of each may have been full, too. */
    @Test
    void whatThoseThatRanAtOnceLeave_isKeptWhole() {
        byte[] much = new byte[(int) MEMORY / 2];
        List<Someone> some = List.of(someone("a"), someone("b"), someone("c"));
        some.forEach(Handover::enter);
        some.forEach(Handover::gone);

        for (Someone one : some) {
            assertThat(Handover.leave(one.tenant, List.of(batch(much), batch(much), batch(much))))
                    .isZero();
        }

        assertThat(some).allSatisfy(one -> assertThat(Handover.take(one.tenant)).hasSize(3));
    }

    /** As a sifting appender makes them, a name for each customer: nobody may ever come for what they leave. */
    @Test
    void appendersThatComeAndGo_fillNoMemory() {
        byte[] much = new byte[1 << 20];
        List<Someone> gone = new ArrayList<>();
        long givenUp = 0;
        while (givenUp == 0 && gone.size() < 10_000) {
            Someone next = someone("id" + gone.size());
            Handover.enter(next);
            Handover.gone(next);
            gone.add(next);
            givenUp = Handover.leave(next.tenant, List.of(batch(much)));
        }

        assertThat(givenUp).isOne();
        assertThat(Handover.take(gone.get(0).tenant)).as("the oldest").isEmpty();
        assertThat(Handover.take(gone.get(1).tenant)).hasSize(1);
        assertThat(Handover.take(gone.get(gone.size() - 1).tenant)).hasSize(1);
    }
}
