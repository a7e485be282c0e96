package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.ActorSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Recursion, resources and sinks that use the context of the actor they run in. Holds invariant 6, stopping unwinds.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlowInActorTest {
    private final ActorSystem system = ActorSystem.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void aLevelReceives() {
        AtomicInteger sum = new AtomicInteger();
        system.spawn("adder", Integer.class, self -> {
            Recursion<Integer, Integer> adder = Recursion
                    .of((add, n) -> n == 0 ? 0 : self.receive() + add.apply(n - 1));
            sum.set(adder.apply(1_000));
        });
        for (int n = 1; n <= 1_000; n++) system.tell("adder", n);
        system.run();
        assertThat(sum).hasValue(500_500);
    }

    @Test
    void aStopUnwindsAllLevels() {
        AtomicInteger unwound = new AtomicInteger();
        var deep = system.spawn("deep", Integer.class, self -> {
            Recursion<Integer, Integer> down = Recursion.of((next, n) -> {
                try {
                    return n == 0 ? self.receive() : next.apply(n - 1);
                } finally {
                    unwound.incrementAndGet();
                }
            });
            log.add("not reached: " + down.apply(1_000));
        });
        system.run();
        system.stop(deep);
        system.run();
        assertThat(unwound).hasValue(1_001);
        assertThat(system.names()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void aStopIsRaisedInAResource() {
        var worker = system.spawn("worker", Integer.class, self -> {
            Resource<String> resource = Resource.of(g -> {
                try {
                    g.yield("lent");
                } catch (Unwind.Stopped stop) {
                    log.add(stop.getMessage());
                }
            });
            log.add("not reached: " + resource.use(_ -> self.receive()));
        });
        system.run();
        system.stop(worker);
        system.run();
        assertThat(log).containsExactly("actor stopped");
        assertThat(system.names()).isEmpty();
    }

    @Test
    void aSinkIsSentAnActorsMessages() {
        system.spawn("words", String.class, self -> {
            Sink<String, String> sentence = Sink.of(in -> in.next() + " " + in.next() + self.receive());
            while (sentence.send(self.receive())) log.add("more");
            log.add(sentence.result());
        });
        for (String word : List.of("hello", "world", "!")) system.tell("words", word);
        system.run();
        assertThat(log).containsExactly("more", "hello world!");
    }
}
