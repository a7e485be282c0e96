package dev.troupe.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Scheduler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Eight threads and ten thousand actors send: nothing is lost, doubled or reordered, and no turn overlaps another of its
/// actor. Holds invariants 1, 2 and 3. The long form is `-Dtroupe.test.soak=100000000`.
@Tag("threads")
class SoakTest {
    private static final int SENDERS = 8;

    /// Where a body's switch takes a thread's, there are a tenth of the messages.
    private static long many(long messages, Kind kind) {
        return Ensemble.BATON && kind == Kind.BODY ? messages / 10 : messages;
    }

    @ParameterizedTest
    @CsvSource({"deque, 400000, 1000, HANDLER", "deque, 400000, 1000, BODY", "parallel(1), 400000, 1000, HANDLER",
        "parallel(1), 400000, 1000, BODY", "parallel(2), 2000000, 10000, HANDLER",
        "parallel(2), 2000000, 10000, BODY", "parallel(8), 400000, 1000, HANDLER",
        "parallel(8), 400000, 1000, BODY", "parallel(8), 200000, 3, HANDLER", "parallel(2), 200000, 2, BODY"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyMessageOnceAndInOrder(String scheduler, long messages, int actors, Kind kind)
            throws InterruptedException {
        Soak soak = new Soak(many(messages, kind), SENDERS, actors, Scheduler.of(scheduler), kind);
        assertThat(soak.run()).matches(Soak.Outcome::isClean, "clean")
                .returns(many(messages, kind), Soak.Outcome::messages);
    }

    @ParameterizedTest
    @CsvSource({"parallel(2), HANDLER", "parallel(2), BODY"})
    @Timeout(value = 7_200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void asManyAsTold(String scheduler, Kind kind) throws InterruptedException {
        Soak soak = new Soak(many(Long.getLong("troupe.test.soak", 200_000), kind), SENDERS, 10_000,
                Scheduler.of(scheduler),
                kind);
        assertThat(soak.run()).matches(Soak.Outcome::isClean, "clean");
    }
}
