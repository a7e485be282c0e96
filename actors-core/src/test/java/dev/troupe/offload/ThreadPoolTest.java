package dev.troupe.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a pool of threads does with its work: order, bound, end. Holds invariant 3 for work: each piece has an outcome.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // what takes the thread, and what the pool is asked about
class ThreadPoolTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> ran = new ArrayList<>(); // by one thread after the other
    private ThreadPool pool = ThreadPool.builder("p").threads(1).queue(2).build();

    @AfterEach
    void end() {
        go.countDown();
        pool.close();
    }

    /// Takes the only thread until `go`.
    private Submission<String> busy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Submission<String> busy = pool.submit(() -> {
            begun.countDown();
            go.await();
            return "busy";
        });
        begun.await();
        return busy;
    }

    private Callable<String> saying(String name) {
        return () -> {
            ran.add(name);
            return name;
        };
    }

    private static boolean isAccepted(Submission<?> work) {
        return work.accepted().toCompletableFuture().isDone();
    }

    @Test
    void givesTheResultOrTheFailureAsItIs() throws Exception {
        assertThat(pool.submit(() -> 42).get()).isEqualTo(42);
        IOException failure = new IOException("no");
        Submission<Object> failed = pool.submit(() -> {
            throw failure;
        });
        assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class).cause().isSameAs(failure);
        Error error = new OutOfMemoryError("not really");
        Submission<Object> broken = pool.submit(() -> {
            throw error;
        });
        assertThatThrownBy(broken::get).cause().isSameAs(error);
        assertThat(pool.submit(() -> Thread.currentThread().getName()).get()).startsWith("p-");
    }

    @Test
    void theGreatestPriorityComesFirstAndEqualsInTheOrderSubmitted() throws Exception {
        pool = ThreadPool.builder("p").threads(1).build();
        busy();
        List<Submission<String>> all = List.of(pool.submit(saying("a")), pool.priority(5).submit(saying("b")),
                pool.priority(-1).submit(saying("c")), pool.submit(saying("d")), pool.priority(5).submit(saying("e")));
        go.countDown();
        for (Submission<String> each : all) each.get();
        assertThat(ran).containsExactly("b", "e", "a", "d", "c");
    }

    @Test
    void beyondItsBoundWorkStandsInLineAndMovesUp() throws Exception {
        busy();
        List<Submission<String>> all = new ArrayList<>();
        for (int n = 0; n < 5; n++) all.add(pool.submit(saying("w" + n)));
        assertThat(all.stream().map(ThreadPoolTest::isAccepted)).containsExactly(true, true, false, false, false);
        assertThat(pool.stats()).isEqualTo(new PoolStats("p", 1, 1, 2, 3, 0, 0, 0, 0));
        go.countDown();
        for (Submission<String> each : all) each.get();
        assertThat(ran).containsExactly("w0", "w1", "w2", "w3", "w4");
        assertThat(all).allMatch(ThreadPoolTest::isAccepted);
    }

    @Test
    void aBoundOfNoneHasEverythingWaitInLine() throws Exception {
        pool = ThreadPool.builder("p").threads(1).queue(0).build();
        busy();
        Submission<String> next = pool.submit(saying("next"));
        assertThat(isAccepted(next)).isFalse();
        assertThat(pool.stats().line()).isEqualTo(1);
        go.countDown();
        assertThat(next.get()).isEqualTo("next");
    }

    @Test
    void anOfferIsTakenWhileThereIsRoom() throws Exception {
        busy();
        assertThat(pool.offer(saying("a"))).isPresent();
        assertThat(pool.offer(saying("b"))).isPresent();
        assertThat(pool.<String>offer(saying("c"))).isEmpty();
        go.countDown();
        await().until(() -> pool.stats().active() == 0);
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void whoIsCancelledBeforeItsTurnNeverRunsAndItsPlaceIsFree() throws Exception {
        busy();
        Submission<String> first = pool.submit(saying("first"));
        pool.submit(saying("second")).accepted();
        Submission<String> third = pool.submit(saying("third"));
        Submission<String> fourth = pool.submit(saying("fourth"));
        assertThat(first.cancel(false)).isTrue();
        assertThat(isAccepted(third)).isTrue();
        assertThat(isAccepted(fourth)).isFalse();
        assertThat(fourth.cancel(true)).isTrue();
        assertThatThrownBy(() -> fourth.accepted().toCompletableFuture().join()).isInstanceOf(Exception.class);
        assertThatThrownBy(first::get).isInstanceOf(CancellationException.class);
        go.countDown();
        third.get();
        assertThat(ran).containsExactly("second", "third");
        assertThat(pool.stats().cancelled()).isEqualTo(2);
    }

    @Test
    void aCancelInterruptsWorkThatRunsIfItMay() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Submission<String> work = pool.submit(() -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "done";
        });
        begun.await();
        assertThat(work.cancel(true)).isTrue();
        interrupted.await();
        Submission<String> patient = busy();
        assertThat(patient.cancel(false)).isTrue();
        assertThat(pool.stats().active()).isEqualTo(1);
        go.countDown();
        await().until(() -> pool.stats().active() == 0);
    }

    /// See also RunStateInterleavingsTest for the interrupt that comes as work ends.
    @Test
    void noInterruptIsLeftForTheNextWork() throws Exception {
        Submission<Integer> first = pool.submit(() -> {
            go.await();
            Thread.currentThread().interrupt();
            return 1;
        });
        CountDownLatch hung = new CountDownLatch(1);
        first.thenAccept(one -> {
            Thread.currentThread().interrupt(); // what hangs on a future runs on the pool's thread
            hung.countDown();
        });
        go.countDown();
        hung.await();
        assertThat(pool.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
    }

    @Test
    void whoThrowsInTheirStepCostsNoThread() throws Exception {
        pool.listen(end -> {
            throw new AssertionError("a listener that throws, as the test wants it");
        });
        CountDownLatch begun = new CountDownLatch(1);
        Submission<String> late = pool.submit(() -> {
            begun.countDown();
            boolean open = false;
            while (!open) {
                try {
                    go.await();
                    open = true;
                } catch (InterruptedException e) {
                    ran.add("interrupted");
                }
            }
            return "late";
        });
        begun.await();
        late.whenLate(result -> {
            throw new IllegalStateException("an heir that throws, as the test wants it");
        });
        late.cancel(true);
        go.countDown();
        assertThat(pool.submit(() -> "next").get()).isEqualTo("next");
        await().until(() -> pool.stats().active() == 0);
    }

    @Test
    void aLimitAndACloseEndWhatRunsAlsoWhenItsFutureIsDone() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        pool = ThreadPool.builder("p").threads(2).build();
        CountDownLatch begun = new CountDownLatch(2);
        Callable<Integer> endless = () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return 1;
            } finally {
                ended.countDown();
            }
        };
        Submission<Integer> limited = pool.limit(Duration.ofMillis(50)).submit(endless);
        Submission<Integer> closed = pool.submit(endless);
        begun.await();
        assertThat(limited.cancel(false) && closed.cancel(false)).isTrue();
        await().until(() -> ended.getCount() == 1);
        pool.close();
        ended.await();
    }

    @Test
    void nobodyElseCanCompleteIt() throws Exception {
        Submission<String> busy = busy();
        assertThat(busy.toCompletableFuture().complete("mine")).isTrue();
        assertThat(busy.isDone()).isFalse();
        go.countDown();
        assertThat(busy.get()).isEqualTo("busy");
    }

    @Test
    void whatStandsInLineHasItsPriority() throws Exception {
        pool = ThreadPool.builder("p").threads(1).queue(1).build();
        busy();
        List<Submission<String>> all = List.of(pool.submit(saying("low")), pool.priority(9).submit(saying("high")),
                pool.priority(5).submit(saying("middle")));
        go.countDown();
        for (Submission<String> each : all) each.get();
        assertThat(ran).containsExactly("high", "middle", "low");
    }

    @Test
    void whoStandsInLineIsToldWhy() throws Exception {
        busy();
        for (int n = 0; n < 2; n++) pool.submit(saying("queued"));
        Submission<String> cancelled = pool.submit(saying("cancelled"));
        Submission<String> closed = pool.submit(saying("closed"));
        cancelled.cancel(true);
        assertThatThrownBy(() -> cancelled.accepted().toCompletableFuture().join()).hasStackTraceContaining(
                "work was cancelled before there was room for it: pool=p");
        pool.close();
        assertThatThrownBy(() -> closed.accepted().toCompletableFuture().get()).cause()
                .isInstanceOf(RejectedExecutionException.class).hasMessageContaining("work=queued");
    }

    @Test
    void idleThreadsAreTakenAgainAndEndWithThePool() throws Exception {
        for (int n = 0; n < 100; n++)
            assertThat(pool.submit(() -> Thread.currentThread().getName()).get())
                    .isEqualTo("p-1");
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        pool.submit(() -> thread.complete(Thread.currentThread())).get();
        pool.close();
        thread.join().join();
    }

    @Test
    void aResultThatComesTooLateGoesToTheHeir() throws Exception {
        LinkedBlockingQueue<String> late = new LinkedBlockingQueue<>();
        Semaphore end = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(2);
        pool = ThreadPool.builder("p").threads(2).build();
        List<Submission<String>> all = new ArrayList<>();
        for (String name : List.of("told", "asked")) all.add(pool.submit(() -> {
            begun.countDown();
            end.acquireUninterruptibly();
            return name;
        }));
        begun.await();
        all.getFirst().whenLate(late::add);
        all.getFirst().whenLate(second -> late.add("second heir"));
        for (Submission<String> each : all) each.cancel(true);
        end.release(2);
        assertThat(late.take()).isEqualTo("told");
        await().until(() -> pool.stats().active() == 0);
        all.getLast().whenLate(late::add);
        assertThat(late.take()).isEqualTo("asked");
        assertThat(late).isEmpty();
    }

    @Test
    void workBeyondItsLimitFailsAndIsInterrupted() throws Exception {
        LinkedBlockingQueue<WorkEnd> ends = new LinkedBlockingQueue<>();
        pool.listen(ends::add);
        Submission<String> work = pool.limit(Duration.ofMillis(20)).submit(() -> {
            go.await();
            return "done";
        });
        assertThatThrownBy(work::get).cause().isInstanceOf(WorkTimeoutException.class)
                .hasMessage("work must end within its limit: limit=PT0.02S, pool=p");
        WorkEnd end = ends.take();
        assertThat(end.outcome()).isEqualTo(WorkEnd.Outcome.TIMED_OUT);
        assertThat(end.runNanos()).isGreaterThanOrEqualTo(20_000_000);
        assertThat(pool.submit(() -> "next").get()).isEqualTo("next");
        assertThat(pool.stats().timedOut()).isEqualTo(1);
    }

    @Test
    void theTimeInTheQueueDoesntCountForTheLimit() throws Exception {
        busy();
        Submission<String> work = pool.limit(Duration.ofSeconds(20)).submit(() -> "done");
        Submission<String> quick = pool.limit(Duration.ofNanos(1)).submit(() -> {
            go.await();
            new CountDownLatch(1).await();
            return "never";
        });
        assertThat(quick.isDone()).isFalse();
        go.countDown();
        assertThat(work.get()).isEqualTo("done");
        assertThatThrownBy(quick::get).cause().isInstanceOf(WorkTimeoutException.class);
    }

    @Test
    void aCloseEndsWhatWaitsAndWhatRuns() throws Exception {
        Submission<String> running = busy();
        List<Submission<String>> waiting = new ArrayList<>();
        for (int n = 0; n < 4; n++) waiting.add(pool.submit(saying("w" + n)));
        pool.close();
        pool.close();
        for (Submission<String> each : waiting)
            assertThatThrownBy(each::get).cause()
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("a pool that is closed does no work: pool=p, work=queued");
        assertThatThrownBy(running::get).cause().hasMessage("a pool that is closed does no work: pool=p, work=running");
        assertThatThrownBy(pool.submit(saying("x"))::get).cause()
                .hasMessage("a pool that is closed does no work: pool=p, work=submitted");
        assertThat(pool.<String>offer(saying("y"))).isEqualTo(Optional.empty());
        await().until(() -> pool.stats().active() == 0);
        assertThat(ran).isEmpty();
        assertThat(pool.stats().cancelled()).isEqualTo(5);
    }

    @Test
    void aCloseWithGraceDoesWhatItHas() throws Exception {
        busy();
        List<Submission<String>> all = new ArrayList<>();
        for (int n = 0; n < 4; n++) all.add(pool.submit(saying("w" + n)));
        Thread closing = Thread.startVirtualThread(() -> pool.close(Duration.ofSeconds(20)));
        await().until(() -> pool.offer(() -> "more").isEmpty() && pool.submit(() -> "more").isDone());
        go.countDown();
        closing.join();
        for (Submission<String> each : all) assertThat(each.get()).startsWith("w");
    }

    @Test
    void aCloseWithGraceEndsWhatTakesLonger() throws Exception {
        Submission<String> running = busy();
        pool.close(Duration.ofMillis(10));
        assertThatThrownBy(running::get).cause().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void listenersAreToldOfEachEndAndMayThrow() throws Exception {
        LinkedBlockingQueue<WorkEnd> ends = new LinkedBlockingQueue<>();
        WorkListener listener = ends::add;
        pool.listen(end -> {
            throw new IllegalStateException("a listener that throws, as the test wants it");
        });
        pool.listen(listener);
        pool.submit(() -> "done").get();
        assertThat(ends.take()).satisfies(end -> {
            assertThat(end.pool()).isEqualTo("p");
            assertThat(end.outcome()).isEqualTo(WorkEnd.Outcome.DONE);
            assertThat(end.waitNanos()).isPositive();
            assertThat(end.runNanos()).isPositive();
        });
        Submission<Object> failing = pool.submit(() -> {
            throw new IOException();
        });
        assertThat(ends.take().outcome()).isEqualTo(WorkEnd.Outcome.FAILED);
        assertThat(failing.state()).isEqualTo(java.util.concurrent.Future.State.FAILED);
        busy();
        assertThat(pool.submit(saying("never")).cancel(true)).isTrue();
        assertThat(ends.take()).satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(WorkEnd.Outcome.CANCELLED);
            assertThat(end.runNanos()).isZero();
        });
        pool.unlisten(listener);
        assertThat(pool.submit(saying("unheard")).cancel(true)).isTrue();
        assertThat(ends).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> ThreadPool.of(" ")).hasMessage("pool name must not be blank: name=' '");
        assertThatThrownBy(() -> ThreadPool.builder("p").threads(0))
                .hasMessage("threads of a pool must be between 1 and 10000: threads=0, pool=p");
        assertThatThrownBy(() -> ThreadPool.builder("p").queue(-1))
                .hasMessage("queue bound must be >= 0: bound=-1, pool=p");
        assertThatThrownBy(() -> pool.limit(Duration.ZERO)).hasMessage("limit of work must be > 0: limit=PT0S, pool=p");
        assertThatThrownBy(() -> pool.close(Duration.ofSeconds(-1)))
                .hasMessage("grace must not be negative: grace=PT-1S, pool=p");
        assertThatThrownBy(() -> pool.submit(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("work must not be null: work=null");
        assertThatThrownBy(() -> pool.listen(null)).isInstanceOf(NullPointerException.class);
    }
}
