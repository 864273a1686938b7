package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who inherits what an appender could not deliver, within one JVM. */
class HandoverTest {
    private static final String NAME = "MOESIF";
    private static final String ENDPOINT = "https://one.example";
    private static final long MEMORY = 64 << 20;
    private static final long HEAP = 8 * MEMORY;

    private final Handover handover = new Handover(HEAP);

    private class Someone implements Handover.Party {
        private final AtomicReference<String> id;
        private boolean refused;
        private final Tenant tenant;
        private int inherited;
        private int madeWay;

        Someone(String named, String endpoint, String id, boolean takeOver, int context) {
            this.id = new AtomicReference<>(id);
            this.tenant = new Tenant(named, endpoint, this.id::get, () -> refused, takeOver, context);
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

    /** What may be left is a share of what those that ran were allowed. */
    @BeforeEach
    void oneHasRun() {
        Someone first = someone("first");
        handover.enter(first);
        handover.gone(first);
    }

    private Someone someone(String id) {
        return new Someone(NAME, ENDPOINT, id, false, 0);
    }

    static Batch batch() {
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
        handover.leave(leaver.tenant, List.of(first, second));
        handover.leave(leaver.tenant, List.of(third));

        assertThat(handover.take(someone("id").tenant)).containsExactly(first, second, third);
        assertThat(handover.take(someone("id").tenant)).isEmpty();
    }

    @Test
    void anotherNameEndpointOrId_inheritsNothing() {
        Batch left = batch();
        handover.leave(someone("id").tenant, List.of(left));

        assertThat(handover.take(new Someone(NAME + "x", ENDPOINT, "id", false, 0).tenant))
                .isEmpty();
        assertThat(handover.take(new Someone(NAME, ENDPOINT + "x", "id", false, 0).tenant))
                .isEmpty();
        assertThat(handover.take(someone("other").tenant)).isEmpty();

        assertThat(handover.take(someone("id").tenant))
                .as("it waits for its heir")
                .containsExactly(left);
    }

    @Test
    void whatIsNotTheHeirs_staysForItsOwn() {
        Batch ours = batch();
        Batch theirs = batch();
        handover.leave(someone("theirs").tenant, List.of(theirs));
        handover.leave(someone("ours").tenant, List.of(ours));

        assertThat(handover.take(someone("ours").tenant)).containsExactly(ours);
        assertThat(handover.take(someone("theirs").tenant)).containsExactly(theirs);
    }

    @Test
    void whoeverTakesOver_inheritsFromAnyId() {
        Batch left = batch();
        handover.leave(someone("old").tenant, List.of(left));

        assertThat(handover.take(new Someone(NAME, ENDPOINT, "new", true, 0).tenant))
                .containsExactly(left);
    }

    /** A reload may be what mends a wrong id; another context is another application. */
    @Test
    void aRefusedId_isFollowedByAnyInTheSameContextOnly() {
        Someone wrong = new Someone(NAME, ENDPOINT, "wrong", false, 1);
        wrong.refused = true;
        Batch left = batch();
        handover.leave(wrong.tenant, List.of(left));

        assertThat(handover.take(new Someone(NAME, ENDPOINT, "right", false, 2).tenant))
                .isEmpty();
        assertThat(handover.take(new Someone(NAME, ENDPOINT, "right", false, 1).tenant))
                .containsExactly(left);
    }

    @Test
    void anIdThatWasNotRefused_isFollowedByNoOtherInTheSameContext() {
        handover.leave(new Someone(NAME, ENDPOINT, "one", false, 1).tenant, List.of(batch()));

        assertThat(handover.take(new Someone(NAME, ENDPOINT, "two", false, 1).tenant))
                .isEmpty();
    }

    @Test
    void whatWaitedForAnAddress_goesToTheFirstThatHasOneAndIsTheOldest() {
        Batch undecided = batch();
        Batch decided = batch();
        handover.leave(someone("id").tenant, List.of(decided));
        handover.leave(new Someone(NAME, Tenant.UNDECIDED, "id", false, 0).tenant, List.of(undecided));

        assertThat(handover.take(someone("id").tenant)).containsExactly(undecided, decided);
    }

    @Test
    void whatWaitedForAnApplicationId_goesToWhoeverHasOne() {
        Batch early = batch();
        handover.leave(someone("").tenant, List.of(early));

        assertThat(handover.take(new Someone(NAME, ENDPOINT + "x", "id", false, 0).tenant))
                .isEmpty();
        assertThat(handover.take(someone("id").tenant)).containsExactly(early);
    }

    @Test
    void anHeirThatComes_hasTheRetiredOnesOfItsKindMakeWay() {
        Someone leaver = someone("id");
        Someone stranger = someone("other");
        handover.enter(leaver);
        handover.enter(stranger);
        assertThat(handover.retire(leaver)).as("nobody follows yet").isFalse();
        assertThat(handover.retire(stranger)).isFalse();

        Someone heir = someone("id");
        handover.enter(heir);

        assertThat(leaver.madeWay).isEqualTo(1);
        assertThat(stranger.madeWay).isZero();
        assertThat(heir.madeWay).isZero();
        assertThat(handover.hasHeir(leaver)).isTrue();
        assertThat(handover.hasHeir(stranger)).isFalse();
    }

    @Test
    void oneThatRetires_isToldWhetherItsHeirIsThere() {
        Someone leaver = someone("id");
        Someone heir = someone("id");
        handover.enter(leaver);
        assertThat(handover.hasHeir(leaver)).as("itself is none").isFalse();
        handover.enter(heir);
        assertThat(leaver.madeWay).as("it has not retired").isZero();

        assertThat(handover.retire(leaver)).isTrue();
        assertThat(handover.retire(heir)).as("who has retired inherits nothing").isFalse();
    }

    @Test
    void oneThatIsGone_hasThoseOfItsKindLookForWhatItLeft() {
        Someone leaver = someone("id");
        Someone heir = someone("id");
        Someone stranger = someone("other");
        handover.enter(leaver);
        handover.enter(heir);
        handover.enter(stranger);
        handover.retire(leaver);

        handover.gone(leaver);

        assertThat(heir.inherited).isEqualTo(1);
        assertThat(stranger.inherited).isZero();
        assertThat(leaver.inherited).isZero();
        handover.enter(someone("id"));
        assertThat(leaver.madeWay).as("it is forgotten").isZero();
    }

    /** It never had one, so that whoever has its name and id is its heir, at whatever address. */
    @Test
    void oneThatWaitedForAnAddress_makesWayForAnyThatHasOne() {
        Someone leaver = new Someone(NAME, Tenant.UNDECIDED, "id", false, 0);
        handover.enter(leaver);
        assertThat(handover.retire(leaver)).isFalse();

        handover.enter(someone("id"));

        assertThat(leaver.madeWay).isOne();
        assertThat(handover.hasHeir(leaver)).isTrue();
    }

    @Test
    void oneOfAnotherAddress_isNoHeir() {
        Someone leaver = someone("id");
        handover.enter(leaver);
        handover.retire(leaver);

        handover.enter(new Someone(NAME, ENDPOINT + "x", "id", false, 0));
        handover.enter(new Someone(NAME, Tenant.UNDECIDED, "id", false, 0));

        assertThat(leaver.madeWay).isZero();
        assertThat(handover.hasHeir(leaver)).isFalse();
    }

    /** A reload: the ring of each may have been full, too. */
    @Test
    void whatThoseThatRanAtOnceLeave_isKeptWhole() {
        byte[] much = new byte[(int) MEMORY / 2];
        List<Someone> some = List.of(someone("a"), someone("b"), someone("c"));
        some.forEach(handover::enter);
        some.forEach(handover::gone);

        for (Someone one : some) {
            assertThat(handover.leave(one.tenant, List.of(batch(much), batch(much), batch(much))))
                    .isZero();
        }

        assertThat(some).allSatisfy(one -> assertThat(handover.take(one.tenant)).hasSize(3));
    }

    @Test
    void appendersOfAProcess_haveOneForAll() {
        assertThat(Handover.ofThisJvm()).isNotNull().isSameAs(Handover.ofThisJvm());
    }

    /** As a sifting appender makes them, a name for each customer: nobody may ever come for what they leave. */
    @Test
    void appendersThatComeAndGo_fillNoMemory() {
        byte[] much = new byte[1 << 20];
        List<Someone> gone = new ArrayList<>();
        long givenUp = 0;
        while (givenUp == 0 && gone.size() < 10_000) {
            Someone next = someone("id" + gone.size());
            handover.enter(next);
            handover.gone(next);
            gone.add(next);
            givenUp = handover.leave(next.tenant, List.of(batch(much)));
        }

        assertThat(givenUp).isOne();
        assertThat(gone).hasSizeBetween(100, 129);
        assertThat(handover.take(gone.get(0).tenant)).as("the oldest").isEmpty();
        assertThat(handover.take(gone.get(1).tenant)).hasSize(1);
        assertThat(handover.take(gone.get(gone.size() - 1).tenant)).hasSize(1);
    }

    /** Each takes memory beside what it holds, and there may be thousands. */
    @Test
    void smallOnesThatComeAndGo_fillNoMemoryEither() {
        int gone = 0;
        long givenUp = 0;
        while (givenUp == 0 && gone < 1_000_000) {
            givenUp = handover.leave(someone("id" + gone++).tenant, List.of(batch(new byte[0])));
        }

        assertThat(givenUp).isOne();
        assertThat(gone).isLessThan(200_000);
    }

    /** A hundred at once may be allowed more than the whole heap. */
    @Test
    void howeverManyRanAtOnce_whatIsLeftIsAShareOfTheHeap() {
        List<Someone> many =
                IntStream.range(0, 100).mapToObj(i -> someone("id" + i)).toList();
        many.forEach(handover::enter);
        many.forEach(handover::gone);
        byte[] all = new byte[(int) MEMORY];

        long givenUp = 0;
        for (Someone one : many) {
            givenUp += handover.leave(one.tenant, List.of(batch(all)));
        }

        assertThat(givenUp).isEqualTo(93);
        assertThat(many).filteredOn(one -> !handover.take(one.tenant).isEmpty()).hasSize(7);
    }

    /** It has come, and will take it as soon as it is told. */
    @Test
    void whatAnHeirIsThereFor_isNotGivenUp() {
        byte[] some = new byte[(int) MEMORY / 2];
        handover.leave(someone("a").tenant, List.of(batch(some)));
        handover.leave(someone("b").tenant, List.of(batch(some)));
        Someone heir = someone("a");
        handover.enter(heir);

        long givenUp = handover.leave(someone("c").tenant, List.of(batch(some), batch(some), batch(some)));

        assertThat(givenUp).isOne();
        assertThat(handover.take(heir.tenant)).hasSize(1);
        assertThat(handover.take(someone("b").tenant)).isEmpty();
        assertThat(handover.take(someone("c").tenant)).hasSize(3);
    }

    /** Memory may end there: whoever leaves counts them as lost then, so that nobody else may have them. */
    @Test
    void whatCannotBeLeft_isNotThere_andNothingIsGivenUpForIt() {
        Someone other = someone("other");
        handover.leave(other.tenant, List.of(batch(new byte[2 * (int) MEMORY])));
        Someone watched = new Someone(NAME, ENDPOINT, "watched", false, 0) {
            @Override
            public Tenant tenant() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        handover.enter(watched);
        Someone leaver = someone("id");

        assertThatThrownBy(() -> handover.leave(leaver.tenant, List.of(batch())))
                .isInstanceOf(OutOfMemoryError.class);

        handover.gone(watched);
        assertThat(handover.take(leaver.tenant)).isEmpty();
        assertThat(handover.take(other.tenant)).hasSize(1);
    }
}
