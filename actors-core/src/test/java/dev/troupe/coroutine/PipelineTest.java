package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Stages and broadcasts on every kind of thread: what passes them, and how an end, a close and a failure do.
class PipelineTest extends GeneratorContract {
    private static final Pipeline<Integer, Integer> HALVES = Pipeline.<Integer>start().filter(n -> n % 2 == 0)
            .map(n -> n / 2);

    /// Sums what it is sent, up to a limit; notes how it ends.
    private Sink<Integer, Integer> upTo(int limit) {
        return Sink.of(in -> {
            int sum = 0;
            try {
                for (int n : in) if ((sum += n) >= limit) break;
                return sum;
            } catch (Throwable t) {
                log.add(limit + " ended by " + t);
                throw t;
            }
        });
    }

    @Test
    void valuesPassTheStagesInTheOrderWritten() throws Exception {
        driver.run(() -> {
            assertThat(HALVES.fold(0, Integer::sum).drain(List.of(1, 2, 3, 4))).isEqualTo(3);
            assertThat(Pipeline.<Integer>start().map(n -> n / 2).filter(n -> n % 2 == 0)
                    .collect(Collectors.toList()).drain(List.of(1, 2, 3, 4))).containsExactly(0, 2);
        });
    }

    @Test
    void aPipelineHasNoState() throws Exception {
        driver.run(() -> {
            Sink<Integer, Integer> one = HALVES.fold(0, Integer::sum);
            Sink<Integer, Integer> other = HALVES.fold(0, Integer::sum);
            one.send(2);
            other.send(4);
            assertThat(one.finish()).isEqualTo(1);
            assertThat(other.finish()).isEqualTo(2);
        });
    }

    @Test
    void aSinkThatReturnsEndsTheWhole() throws Exception {
        driver.run(() -> {
            Sink<Integer, Integer> sink = HALVES.to(upTo(3));
            assertThat(sink.send(2)).isTrue();
            assertThat(sink.send(3)).as("filtered out").isTrue();
            assertThat(sink.send(4)).isFalse();
            assertThat(sink.isDone()).isTrue();
            assertThat(sink.result()).isEqualTo(3);
            assertThatThrownBy(() -> sink.send(3)).as("though it would be filtered out")
                    .hasMessage("a sink that has ended takes no more: value=3");
        });
    }

    @Test
    void closingPassesDownstream() throws Exception {
        driver.run(() -> {
            HALVES.to(HALVES.to(Sink.broadcast(upTo(1), upTo(2)))).close();
            assertThat(log).containsExactly("1 ended by " + new Unwind.Closed(), "2 ended by " + new Unwind.Closed());
        });
    }

    @Test
    void whatAStageThrowsPassesDownstreamAndToTheSender() throws Exception {
        driver.run(() -> {
            Sink<Integer, Integer> inner = upTo(100);
            Sink<Integer, Integer> sink = Pipeline.<Integer>start().map(n -> 10 / n).to(HALVES.to(inner));
            sink.send(5);
            assertThatThrownBy(() -> sink.send(0)).isInstanceOf(ArithmeticException.class).hasNoSuppressedExceptions();
            assertThat(log).containsExactly("100 ended by java.lang.ArithmeticException: / by zero");
            assertThatThrownBy(inner::result).hasRootCauseInstanceOf(ArithmeticException.class);
            assertThat(sink.isDone()).isTrue();
        });
    }

    @Test
    void aBroadcastSendsToThoseThatTakeMore() throws Exception {
        driver.run(() -> {
            var sink = Sink.broadcast(upTo(3), HALVES.to(upTo(3)), upTo(100));
            assertThat(sink.send(4)).isTrue();
            assertThat(sink.send(6)).isTrue();
            assertThat(sink.finish()).containsExactly(4, 5, 10);
            assertThat(sink.result()).containsExactly(4, 5, 10);
        });
    }

    @Test
    void aBroadcastEndsWhenAllHaveEnded() throws Exception {
        driver.run(() -> {
            var sink = Sink.broadcast(upTo(1), upTo(5));
            assertThat(sink.send(4)).isTrue();
            assertThat(sink.send(4)).isFalse();
            assertThat(sink.result()).containsExactly(4, 8);
        });
    }

    @Test
    void oneThatFailsFailsTheOthers() throws Exception {
        driver.run(() -> {
            var sink = Sink.broadcast(upTo(100), Pipeline.<Integer>start().map(n -> 1 / n).to(upTo(200)), upTo(300));
            assertThatThrownBy(() -> sink.send(0)).isInstanceOf(ArithmeticException.class);
            String zero = " ended by java.lang.ArithmeticException: / by zero";
            assertThat(log).containsExactly("200" + zero, "100" + zero, "300" + zero);
            assertThat(sink.isDone()).isTrue();
        });
    }

    @Test
    void allAreClosedThoughOneThrows() throws Exception {
        driver.run(() -> {
            Sink<Integer, Integer> refuses = Sink.of(in -> {
                try {
                    return in.next();
                } catch (Unwind.Closed end) {
                    throw new AssertionError("refused", end);
                }
            });
            assertThatThrownBy(Sink.broadcast(refuses, upTo(1))::close).isInstanceOf(AssertionError.class);
            assertThat(log).containsExactly("1 ended by " + new Unwind.Closed());
        });
    }

    @Test
    void severalMayEndInTheSameSink() throws Exception {
        driver.run(() -> {
            Sink<Integer, Integer> shared = upTo(100);
            var sink = Sink.broadcast(HALVES.to(shared), Pipeline.<Integer>start().filter(n -> n > 2).to(shared));
            for (int n : List.of(1, 2, 3, 4)) sink.send(n);
            assertThat(sink.finish()).containsExactly(1 + 3 + 2 + 4, 10);
        });
    }

    @Test
    void resultsMayBeNull() throws Exception {
        driver.run(() -> assertThat(Sink.broadcast(HALVES.forEach(n -> log.add("" + n))).drain(List.of(2)))
                .isEqualTo(Arrays.asList((Object) null)));
    }

    @Test
    void oneThatFailsAtTheEndFailsTheOthers() throws Exception {
        driver.run(() -> {
            Sink<Integer, Integer> hungry = Sink.of(in -> in.next());
            assertThatThrownBy(Sink.broadcast(upTo(1), hungry, upTo(2))::finish)
                    .isInstanceOf(NoSuchElementException.class);
            assertThat(log).containsExactly(
                    "2 ended by java.util.NoSuchElementException: no more values come to the sink");
        });
    }
}
