package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingLineTest {
    private static final long LONG = Duration.ofMinutes(10).toNanos();
    private static final int HEAVY = 40_000;

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Integer> through = new ConcurrentLinkedQueue<>();
    private final Slots slots = new Slots(4, 100_000);
    private final WaitingLine line = new WaitingLine(slots, LONG, Pipeline.Clocks.SYSTEM, () -> {});
    private final Meanwhile meanwhile = new Meanwhile();
    private final WaitingLine watched = meanwhile.line();

    @AfterEach
    void everybodyGoes() throws InterruptedException {
        line.dismiss();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(line.isEmpty()).isTrue();
    }

    private void fill() {
        while (slots.free() > 0) {
            assertThat(slots.offer(Sample.action(0))).isTrue();
        }
    }

    /** A caller that waits, once it does. */
    private void comes(int number, String text) {
        Thread thread = new Thread(() -> {
            if (line.offer(Sample.action(number, text))) {
                through.add(number);
            }
        });
        threads.add(thread);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void thoseLetGo_waitNoLonger() {
        fill();
        comes(1, "");
        comes(2, "");

        line.letGo();

        await().until(line::isEmpty);
        assertThat(through).isEmpty();
    }

    @Test
    void slotsAreForThoseWhoCameFirst_asManyAsThereAre() {
        fill();
        for (int i = 1; i <= 4; i++) {
            comes(i, "");
        }

        slots.poll();
        line.letIn();
        await().until(() -> through.size() == 1);
        slots.poll();
        slots.poll();
        line.letIn();

        await().until(() -> through.size() == 3);
        assertThat(through).first().isEqualTo(1);
        assertThat(through).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(slots.free()).isZero();
    }

    /** Nobody looks at the ring by himself: that many do so is what kept the sender from its work. */
    @Test
    void whoWaits_isWokenByNothingBeforeThereIsRoom() {
        fill();
        comes(1, "");
        slots.poll();

        await().during(Duration.ofMillis(300)).until(() -> through.isEmpty());

        line.letIn();
        await().until(() -> through.size() == 1);
    }

    @Test
    void whoComesLater_takesOnlyASlotThatNobodyWaitsFor() {
        fill();
        comes(1, "");
        slots.poll();
        comes(2, "");
        // It has looked, and left the slot to the other.
        await().until(() -> through.size() == 1);
        assertThat(through).containsExactly(1);

        slots.poll();
        slots.poll();
        assertThat(line.offer(Sample.action(3))).isTrue();
        line.letIn();
        await().until(() -> through.size() == 2);
    }

    @Test
    void heavyValueThatWaitsForMemory_keepsNobodyElseWaiting() {
        assertThat(slots.offer(Sample.action(0, "x".repeat(HEAVY)))).isTrue();
        assertThat(slots.offer(Sample.action(0, "x".repeat(HEAVY)))).isTrue();
        comes(1, "x".repeat(HEAVY));

        assertThat(line.offer(Sample.action(2))).isTrue();
        fill();
        comes(3, "");
        slots.poll();
        slots.poll();
        line.letIn();

        await().until(() -> through.size() == 2);
    }

    @Test
    void heavyValue_isToldWhenItHopesInVain() throws InterruptedException {
        assertThat(slots.offer(Sample.action(0, "x".repeat(HEAVY)))).isTrue();
        assertThat(slots.offer(Sample.action(0, "x".repeat(HEAVY)))).isTrue();
        comes(1, "x".repeat(HEAVY));

        slots.senderHolds(90_000, true);
        line.letIn();

        threads.get(0).join();
        assertThat(through).isEmpty();
    }

    @Test
    void maxBlockTime_isByTheClock_howeverManySlotsOthersGet() {
        long maxBlockNanos = Duration.ofMillis(200).toNanos();
        // One that waits is woken each millisecond, and then somebody else has taken the slot.
        Rests rests = new Rests() {
            @Override
            public void park(Object blocker, long nanos) {
                super.park(blocker, Math.min(nanos, 1_000_000));
                slots.poll();
                fill();
            }
        };
        WaitingLine brief = new WaitingLine(slots, maxBlockNanos, rests.clocks(), () -> {});
        fill();
        slots.poll();
        fill();

        assertThat(brief.offer(Sample.action(1))).isFalse();

        assertThat(rests.nowNanos).isEqualTo(maxBlockNanos);
        assertThat(brief.isEmpty()).isTrue();
    }

    /** What happens while somebody waits, one step each time that it does; all others wait for real. */
    private final class Meanwhile implements Pipeline.Parking {
        final Thread caller = Thread.currentThread();
        final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
        final Queue<Thread> woken = new ConcurrentLinkedQueue<>();

        WaitingLine line() {
            return new WaitingLine(
                    slots, LONG, new Pipeline.Clocks(InstantSource.system(), System::nanoTime, this), () -> {});
        }

        @Override
        public void park(Object blocker, long nanos) {
            if (Thread.currentThread() == caller) {
                steps.remove().run();
            } else {
                LockSupport.parkNanos(blocker, nanos);
            }
        }

        @Override
        public void unpark(Thread thread) {
            woken.add(thread);
            LockSupport.unpark(thread);
        }
    }

    /** A second one waits behind the first, which is let in. */
    private void firstIsLetInBeforeASecond() {
        Thread thread = new Thread(() -> {
            if (watched.offer(Sample.action(2))) {
                through.add(2);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        slots.poll();
        watched.letIn();
    }

    /** Or the action would be counted as dropped, and delivered. */
    @Test
    void whoIsLetGo_takesWhatIsFree_andSaysSo() {
        fill();
        meanwhile.steps.add(() -> {
            slots.poll();
            watched.letGo();
        });

        assertThat(watched.offer(Sample.action(1))).isTrue();

        assertThat(slots.free()).isZero();
        assertThat(watched.isEmpty()).isTrue();
    }

    /** Somebody was quicker: then there is a slot without memory, which is enough for the next. */
    @Test
    void whoWasLetInAndFindsNoMemory_leavesTheSlotToTheNext() {
        fill();
        meanwhile.steps.add(() -> {
            firstIsLetInBeforeASecond();
            slots.offer(Sample.action(0, "x".repeat(70_000)));
            slots.poll();
        });
        meanwhile.steps.add(() -> {
            await().until(() -> through.size() == 1);
            watched.letGo();
        });

        assertThat(watched.offer(Sample.action(1, "x".repeat(HEAVY)))).isFalse();

        assertThat(watched.isEmpty()).isTrue();
    }

    /** A slot that somebody has been let in for is nobody else's. */
    @Test
    void forEachSlot_oneIsLetInOnly() {
        fill();
        meanwhile.steps.add(() -> {
            firstIsLetInBeforeASecond();
            meanwhile.woken.clear();
            watched.letIn();
            assertThat(meanwhile.woken).isEmpty();
        });

        assertThat(watched.offer(Sample.action(1))).isTrue();
        assertThat(through).isEmpty();

        slots.poll();
        watched.letIn();
        await().until(() -> through.size() == 1);
    }

    @Test
    void whoseStackEndsWhenItHasBeenLetIn_leavesItsSlotToTheNext() {
        fill();
        meanwhile.steps.add(() -> {
            firstIsLetInBeforeASecond();
            throw new StackOverflowError();
        });

        assertThatThrownBy(() -> watched.offer(Sample.action(1))).isInstanceOf(StackOverflowError.class);

        await().until(() -> through.size() == 1);
        await().until(watched::isEmpty);
    }
}
