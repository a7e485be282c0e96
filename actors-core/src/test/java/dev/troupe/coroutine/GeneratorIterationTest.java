package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/// For loops and streams.
class GeneratorIterationTest extends GeneratorContract {
    private Generator<Integer, Void, Void> naturals() {
        return Generator.sequence(g -> {
            try {
                for (int n = 0; true; n++) {
                    log.add("makes " + n);
                    g.yield(n);
                }
            } finally {
                log.add("closed");
            }
        });
    }

    @Test
    void loopsOverAllValuesNullsIncluded() throws Exception {
        driver.run(() -> {
            Generator<String, Void, String> g = Generator.of(y -> {
                y.yield("a");
                y.yield(null);
                y.yield("c");
                return "result";
            });
            List<String> seen = new ArrayList<>();
            for (String value : g) seen.add(value);
            assertThat(seen).isEqualTo(Arrays.asList("a", null, "c"));
            assertThat(g.result()).isEqualTo("result");
            assertThat(g.iterator().hasNext()).isFalse();
        });
    }

    @Test
    void anIteratorHasNoMoreThanThereIs() throws Exception {
        driver.run(() -> {
            Iterator<Integer> values = countdown(2).iterator();
            assertThat(values.next()).isEqualTo(2);
            assertThat(values.hasNext()).isTrue();
            assertThat(values.hasNext()).isTrue();
            assertThat(values.next()).isEqualTo(1);
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(values::next);
            assertThat(values.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(values::next);
        });
    }

    @Test
    void leavingALoopClosesNothing() throws Exception {
        driver.run(() -> {
            var g = naturals();
            for (int n : g) if (n == 2) break;
            assertThat(g.state()).isEqualTo(GeneratorState.SUSPENDED);
            for (int n : g) {
                assertThat(n).isEqualTo(3);
                break;
            }
            assertThat(g.next()).isEqualTo(4);
            g.close();
        });
    }

    @Test
    void aFailureEndsTheLoop() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(1);
                throw new IllegalArgumentException("in the middle");
            });
            Iterator<Integer> values = g.iterator();
            assertThat(values.next()).isEqualTo(1);
            assertThatThrownBy(values::hasNext).isInstanceOf(IllegalArgumentException.class);
            assertThat(values.hasNext()).isFalse();
        });
    }

    @Test
    void aStreamPullsOnlyWhatItNeeds() throws Exception {
        driver.run(() -> {
            var g = naturals();
            var stream = g.stream();
            assertThat(log).isEmpty();
            assertThat(stream.map(n -> n * 2).limit(3).toList()).containsExactly(0, 2, 4);
            assertThat(log).containsExactly("makes 0", "makes 1", "makes 2");
            assertThat(g.state()).isEqualTo(GeneratorState.SUSPENDED);
            assertThat(g.stream().anyMatch(n -> n == 4)).isTrue();
            assertThat(log).hasSize(5);
            g.close();
        });
    }

    @Test
    void closingAStreamClosesTheGenerator() throws Exception {
        driver.run(() -> {
            var g = naturals();
            try (var stream = g.stream()) {
                assertThat(stream.findFirst()).contains(0);
                assertThat(g.state()).isEqualTo(GeneratorState.SUSPENDED);
            }
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThat(log).containsExactly("makes 0", "closed");
        });
    }

    @Test
    void aStreamOfAllIsFiniteWhenTheBodyReturns() throws Exception {
        driver.run(() -> {
            var g = countdown(4);
            assertThat(g.stream().filter(n -> n % 2 == 0).mapToInt(n -> n).sum()).isEqualTo(6);
            assertThat(g.result()).isEqualTo("lift-off");
        });
    }

    @Test
    void goesOnForEverWhenAsked() throws Exception {
        driver.run(() -> {
            Generator<Long, Void, Void> fibonacci = Generator.sequence(g -> {
                for (long a = 0, b = 1, c; true; c = a + b, a = b, b = c) g.yield(a);
            });
            assertThat(fibonacci.stream().skip(80).findFirst()).contains(23416728348467685L);
            fibonacci.close();
        });
    }

    @Test
    void generatorsInsideGeneratorsMakePipelines() throws Exception {
        driver.run(() -> {
            var naturals = naturals();
            Generator<Integer, Void, Void> even = Generator.sequence(g -> {
                for (int n : naturals) if (n % 2 == 0) g.yield(n);
            });
            Generator<Integer, Void, Void> squares = Generator.sequence(g -> {
                for (int n : even) g.yield(n * n);
            });
            assertThat(squares.stream().limit(4).toList()).containsExactly(0, 4, 16, 36);
            squares.close();
            assertThat(even.state()).isEqualTo(GeneratorState.SUSPENDED);
            even.close();
            naturals.close();
        });
    }
}
