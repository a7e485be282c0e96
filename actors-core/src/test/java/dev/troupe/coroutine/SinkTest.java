package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Sinks on every kind of thread: how they end, and what becomes of what is sent.
class SinkTest extends GeneratorContract {
    /// Notes what it is sent and how it ends; ends by itself at "enough".
    private Sink<String, Integer> noting(String name) {
        return Sink.of(in -> {
            int count = 0;
            try {
                for (String value : in) {
                    log.add(name + " " + value);
                    count++;
                    if (value.equals("enough")) return count;
                }
                log.add(name + " has all");
                return count;
            } catch (Throwable t) {
                log.add(name + " ended by " + t);
                throw t;
            }
        });
    }

    @Test
    void aLoopTakesWhatIsSentUntilNoMoreCome() throws Exception {
        driver.run(() -> {
            var sink = noting("a");
            assertThat(sink.send("1")).isTrue();
            assertThat(sink.send("2")).isTrue();
            assertThat(sink.isDone()).isFalse();
            assertThat(sink.finish()).isEqualTo(2);
            assertThat(sink.isDone()).isTrue();
            assertThat(sink.result()).isEqualTo(2);
            assertThat(sink.finish()).isEqualTo(2);
            assertThat(log).containsExactly("a 1", "a 2", "a has all");
        });
    }

    @Test
    void aLoopThatReturnsTakesNoMore() throws Exception {
        driver.run(() -> {
            var sink = noting("a");
            assertThat(sink.send("enough")).isFalse();
            assertThat(sink.result()).isEqualTo(1);
            assertThatThrownBy(() -> sink.send("late")).isInstanceOf(IllegalStateException.class)
                    .hasMessage("a sink that has ended takes no more: value=late");
            sink.fail(new IOException("too late"));
            sink.close();
            assertThat(sink.finish()).isEqualTo(1);
            assertThat(log).containsExactly("a enough");
        });
    }

    @Test
    void aLoopThatWantsNothingIsDoneAtOnce() throws Exception {
        driver.run(() -> {
            Sink<String, String> none = Sink.of(in -> "none");
            assertThat(none.isDone()).isTrue();
            assertThat(none.drain(List.of("a"))).isEqualTo("none");
        });
    }

    @Test
    void oneMayTakeValuesOneByOne() throws Exception {
        driver.run(() -> {
            Sink<String, String> two = Sink.of(in -> in.next() + in.next());
            assertThat(two.drain(List.of("a", "b", "c"))).isEqualTo("ab");
            Sink<String, String> hungry = Sink.of(in -> in.next() + in.next());
            assertThatThrownBy(() -> hungry.drain(List.of("a"))).isInstanceOf(NoSuchElementException.class)
                    .hasMessage("no more values come to the sink");
            assertThatThrownBy(hungry::result).isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void drainingStopsWhereTheSinkEnds() throws Exception {
        driver.run(() -> {
            Iterator<String> left = List.of("1", "enough", "3").iterator();
            assertThat(noting("a").drain(() -> left)).isEqualTo(2);
            assertThat(left.next()).isEqualTo("3");
        });
    }

    @Test
    void drainsStreamsToo() throws Exception {
        driver.run(() -> {
            assertThat(noting("a").drain(Stream.iterate(1, n -> n + 1).map(n -> n < 3 ? "" + n : "enough")))
                    .isEqualTo(3);
            assertThat(log).containsExactly("a 1", "a 2", "a enough");
            var sink = noting("b");
            assertThatThrownBy(() -> sink.drain(Stream.of(0).map(n -> "" + 1 / n)))
                    .isInstanceOf(ArithmeticException.class);
            assertThat(sink.isDone()).isTrue();
        });
    }

    @Test
    void aSourceThatFailsFailsTheSink() throws Exception {
        driver.run(() -> {
            var sink = noting("a");
            Generator<String, Void, Void> source = Generator.sequence(g -> {
                g.yield("1");
                throw new IllegalArgumentException("disk gone");
            });
            assertThatThrownBy(() -> sink.drain(source)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("disk gone").hasNoSuppressedExceptions();
            assertThat(log).containsExactly("a 1", "a ended by java.lang.IllegalArgumentException: disk gone");
        });
    }

    @Test
    void closingUnwindsTheLoop() throws Exception {
        driver.run(() -> {
            var sink = noting("a");
            sink.close();
            assertThat(sink.isDone()).isTrue();
            assertThat(sink.result()).isNull();
            assertThat(log).containsExactly("a ended by " + new Unwind.Closed());
            var both = Sink.broadcast(noting("b"), Sink.fold(0, (Integer sum, String value) -> sum + 1));
            both.close();
            assertThat(both.result()).containsExactly(null, null);
        });
    }

    @Test
    void aLoopMayCatchAFailureAndReturn() throws Exception {
        driver.run(() -> {
            Sink<String, String> careful = Sink.of(in -> {
                try {
                    return in.next();
                } catch (GeneratorException e) {
                    return "instead: " + e.getCause().getMessage();
                }
            });
            careful.fail(new IOException("line cut"));
            assertThat(careful.result()).isEqualTo("instead: line cut");
        });
    }

    @Test
    void aLoopThatGoesOnAfterAFailureIsClosed() throws Exception {
        driver.run(() -> {
            Sink<String, String> stubborn = Sink.of(in -> {
                while (true) {
                    try {
                        log.add(in.next());
                    } catch (IllegalArgumentException e) {
                        log.add("goes on");
                    } finally {
                        log.add("-");
                    }
                }
            });
            stubborn.fail(new IllegalArgumentException("x"));
            assertThat(stubborn.isDone()).isTrue();
            assertThat(log).containsExactly("goes on", "-", "-");
            assertThatThrownBy(stubborn::result).hasMessage("a sink that failed has no result")
                    .hasRootCauseMessage("x");
            stubborn.close();
            assertThatThrownBy(stubborn::finish).hasMessage("a sink that failed has no result");
        });
    }

    @Test
    void whatALoopThrowsInsteadComesOutOfFail() throws Exception {
        driver.run(() -> {
            Sink<String, String> other = Sink.of(in -> {
                try {
                    return in.next();
                } finally {
                    refuse();
                }
            });
            assertThatThrownBy(() -> other.fail(new IOException("x"))).hasMessage("refused");
        });
    }

    private static void refuse() {
        throw new IllegalStateException("refused");
    }

    @Test
    void aSendFromWithinIsRefusedAndHarmsNothing() throws Exception {
        driver.run(() -> {
            List<Sink<Integer, Integer>> self = new ArrayList<>();
            Sink<Integer, Integer> sink = Sink.of(in -> {
                int first = in.next();
                assertThatThrownBy(() -> self.getFirst().send(2)).hasMessageContaining("already executing");
                return first + in.next();
            });
            self.add(Pipeline.<Integer>start().to(sink));
            assertThat(self.getFirst().send(1)).isTrue();
            assertThat(self.getFirst().send(3)).isFalse();
            assertThat(sink.result()).isEqualTo(4);
        });
    }

    @Test
    void foldsAndCollects() {
        assertThat(Sink.fold("", (String sum, Integer n) -> sum + n).drain(List.of(1, 2, 3))).isEqualTo("123");
        assertThat(Sink.<Integer, Long>collect(Collectors.counting()).drain(List.of(1, 2, 3))).isEqualTo(3);
        assertThat(Sink.<String>forEach(log::add).drain(List.of("a"))).isNull();
        assertThat(log).containsExactly("a");
    }

    @Test
    void aFoldThatFailsHasNoResult() {
        Sink<Integer, Integer> sink = Sink.fold(10, (sum, n) -> sum / n);
        assertThatThrownBy(sink::result).hasMessage("a sink has a result when it has ended: state=OPEN");
        assertThatThrownBy(() -> sink.send(0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> sink.send(1)).hasMessage("a sink that has ended takes no more: value=1");
        assertThatThrownBy(sink::finish).hasMessage("a sink that failed has no result")
                .hasCauseInstanceOf(ArithmeticException.class);
        Sink<Integer, Integer> closed = Sink.fold(10, (sum, n) -> sum / n);
        closed.close();
        assertThat(closed.result()).isNull();
    }

    @Test
    void nullIsNoValue() {
        for (Sink<String, ?> sink : List.of(Sink.<String>forEach(log::add), noting("a"),
                Sink.broadcast(noting("b")), Pipeline.<String>start().forEach(log::add)))
            assertThatThrownBy(() -> sink.send(null)).hasMessage("a value must not be null: value=null");
    }
}
