package dev.troupe.threads;

import static dev.troupe.threads.Ensemble.comes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorRef;
import dev.troupe.threads.Kind.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An actor that is ready behind a busy one is run by another worker, wherever it was put, though the other worker may have
/// been just about to sleep. Nobody waits for a worker that blocks while another is free: the other side of invariant 4.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("threads")
class ReadyBehindBusyTest {
    /// So many that each phase of an idle worker's falling asleep is met.
    private static final int ROUNDS = 300;

    private static void pause(int round) {
        for (int spin = 0; spin < round % 7 * 3_000; spin++) Thread.onSpinWait();
    }

    private static List<ActorRef<Order>> puppets(Ensemble ensemble, Kind kind, int many) {
        List<ActorRef<Order>> all = new ArrayList<>();
        for (int n = 0; n < many; n++) all.add(ensemble.puppet("p" + n, kind));
        return all;
    }

    /// The busy turn tells several and then blocks until all of them have run.
    @ParameterizedTest
    @CsvSource({"2, HANDLER", "2, BODY", "8, HANDLER", "8, BODY"})
    void inTheQueueOfABusyWorker(int workers, Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<Order> busy = ensemble.puppet("busy", kind);
            List<ActorRef<Order>> behind = puppets(ensemble, kind, 20);
            for (int round = 0; round < ROUNDS; round++) {
                CountDownLatch ran = new CountDownLatch(behind.size());
                CountDownLatch over = new CountDownLatch(1);
                busy.tell(_ -> {
                    for (ActorRef<Order> one : behind) one.tell(_ -> ran.countDown());
                    comes(ran);
                    over.countDown();
                });
                comes(over);
                pause(round);
            }
            assertThat(ensemble.failures).isEmpty();
        }
    }

    /// It is the last that the busy turn does before it blocks: where a scheduler would keep it for the same worker.
    @ParameterizedTest
    @CsvSource({"2, HANDLER", "2, BODY", "8, HANDLER", "8, BODY"})
    void wokenAsTheLastThingThatABusyTurnDoes(int workers, Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            ActorRef<Order> busy = ensemble.puppet("busy", kind);
            ActorRef<Order> behind = ensemble.puppet("behind", kind);
            for (int round = 0; round < ROUNDS; round++) {
                CountDownLatch ran = new CountDownLatch(1);
                CountDownLatch over = new CountDownLatch(1);
                busy.tell(_ -> {
                    behind.tell(_ -> ran.countDown());
                    comes(ran);
                    over.countDown();
                });
                comes(over);
                pause(round);
            }
            assertThat(ensemble.failures).isEmpty();
        }
    }

    /// Each blocks for the next one, which it has woken, and the last one releases them all: that takes each worker there is.
    @ParameterizedTest
    @CsvSource({"2, HANDLER", "2, BODY", "8, HANDLER", "8, BODY"})
    void behindAllWorkersButOne(int workers, Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> chain = puppets(ensemble, kind, workers);
            for (int round = 0; round < ROUNDS; round++) {
                CountDownLatch last = new CountDownLatch(1);
                CountDownLatch over = new CountDownLatch(workers);
                chain.getFirst().tell(blocksForTheNext(chain, 0, last, over));
                comes(over);
                pause(round);
            }
            assertThat(ensemble.failures).isEmpty();
        }
    }

    private static Order blocksForTheNext(List<ActorRef<Order>> chain, int at, CountDownLatch last,
            CountDownLatch over) {
        return _ -> {
            if (at == chain.size() - 1) last.countDown();
            else chain.get(at + 1).tell(blocksForTheNext(chain, at + 1, last, over));
            comes(last);
            over.countDown();
        };
    }

    /// All but one block, and what comes from outside meanwhile is run, as is what each had woken before.
    @ParameterizedTest
    @CsvSource({"2, HANDLER", "2, BODY", "8, HANDLER", "8, BODY"})
    void fromOutsideAndInsideWhileAllButOneBlock(int workers, Kind kind) throws InterruptedException {
        try (Ensemble ensemble = Ensemble.on(workers)) {
            List<ActorRef<Order>> blockers = puppets(ensemble, kind, workers - 1);
            List<ActorRef<Order>> others = new ArrayList<>();
            for (int n = 0; n < 100; n++) others.add(ensemble.puppet("o" + n, kind));
            for (int round = 0; round < ROUNDS / 10; round++) {
                CountDownLatch block = new CountDownLatch(blockers.size());
                CountDownLatch woken = new CountDownLatch(blockers.size());
                CountDownLatch told = new CountDownLatch(others.size());
                CountDownLatch over = new CountDownLatch(blockers.size());
                for (int n = 0; n < blockers.size(); n++) {
                    ActorRef<Order> woke = others.get(n);
                    blockers.get(n).tell(_ -> {
                        block.countDown();
                        comes(block);
                        woke.tell(_ -> woken.countDown());
                        comes(woken);
                        comes(told);
                        over.countDown();
                    });
                }
                comes(block);
                for (ActorRef<Order> other : others) other.tell(_ -> told.countDown());
                comes(over);
            }
            assertThat(ensemble.failures).isEmpty();
        }
    }
}
