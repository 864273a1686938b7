package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done beside the sender's thread, and the wait for its end. */
@Timeout(60)
class PipelineThreadsTest {
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<String> done = new ArrayList<>();

    private void awaitLeave() {
        boolean interrupted = false;
        while (mayEnd.getCount() > 0) {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        assertThat(interrupted).as("nobody interrupts the sender").isFalse();
        done.add("over");
    }

    /** As where a container allows no more of them. */
    private static Thread none() {
        return new Thread() {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
    }

    @Test
    void theSender_hasStartedOnceItHas() throws InterruptedException {
        PipelineThreads threads = new PipelineThreads(Thread::new, () -> done.add("work"));
        assertThat(threads.hasStarted()).isFalse();
        assertThat(threads.isSender()).isFalse();

        threads.sender().start();
        threads.sender().join();

        assertThat(threads.hasStarted()).isTrue();
        assertThat(done).containsExactly("work");
    }

    @Test
    void theSendersOwnThread_isKnown() throws InterruptedException {
        PipelineThreads[] threads = {null};
        threads[0] = new PipelineThreads(Thread::new, () -> done.add("sender " + threads[0].isSender()));
        threads[0].sender().start();
        threads[0].sender().join();

        assertThat(done).containsExactly("sender true");
    }

    @Test
    void whatIsStartedBeside_runsOnAThreadOfItsOwn() throws InterruptedException {
        List<Thread> made = new ArrayList<>();
        PipelineThreads threads = new PipelineThreads(
                work -> {
                    made.add(new Thread(work));
                    return made.get(made.size() - 1);
                },
                () -> {});

        threads.start(() -> done.add(Thread.currentThread() == made.get(1) ? "aside" : "elsewhere"));
        made.get(1).join();

        assertThat(done).containsExactly("aside");
    }

    @Test
    void withoutAThread_whatNobodyCountsOnIsLeft() {
        PipelineThreads threads = new PipelineThreads(work -> none(), () -> {});

        threads.start(() -> done.add("aside"));

        assertThat(done).isEmpty();
    }

    @Test
    void whatRunsAside_isOverWhenItIsAwaited() {
        PipelineThreads threads = new PipelineThreads(Thread::new, () -> {});

        threads.runAside(() -> done.add(Thread.currentThread() == threads.sender() ? "there" : "aside"));

        assertThat(done).containsExactly("aside");
    }

    @Test
    void withoutAThread_whatHasToRunRunsHere() {
        PipelineThreads threads = new PipelineThreads(work -> none(), () -> {});
        Thread here = Thread.currentThread();

        threads.runAside(() -> done.add(Thread.currentThread() == here ? "here" : "elsewhere"));

        assertThat(done).containsExactly("here");
    }

    /** What it still delivers would be lost; the interrupt is the application's, and is handed back. */
    @Test
    void anInterrupt_doesNotCutTheWaitForTheEndShort() {
        PipelineThreads threads = new PipelineThreads(Thread::new, this::awaitLeave);
        threads.sender().start();
        Thread here = Thread.currentThread();
        Thread other = new Thread(() -> {
            // It waits with the flag gone.
            while (here.isInterrupted()) {
                Thread.onSpinWait();
            }
            mayEnd.countDown();
        });
        here.interrupt();
        other.start();

        assertThat(threads.endsWithin(Duration.ofSeconds(50))).isTrue();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).containsExactly("over");
    }

    @Test
    void aSenderThatHangs_isWaitedForNoLongerThanItMay() throws InterruptedException {
        PipelineThreads threads = new PipelineThreads(Thread::new, this::awaitLeave);
        threads.sender().start();

        assertThat(threads.endsWithin(PipelineThreads.LAST_TURN.multipliedBy(-2)))
                .isFalse();

        mayEnd.countDown();
        threads.sender().join();
        assertThat(done).as("nobody interrupts the sender").containsExactly("over");
        assertThat(threads.endsWithin(Duration.ZERO)).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }
}
