package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Next, send, prime, the states and the result.
class GeneratorStepsTest extends GeneratorContract {
    @Test
    @Tag("classpath")
    void runsToTheNextYieldAtEachStep() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                log.add("a");
                y.yield(1);
                log.add("b");
                y.yield(2);
                log.add("c");
            });
            assertThat(log).isEmpty();
            assertThat(g.next()).isEqualTo(1);
            assertThat(log).containsExactly("a");
            assertThat(g.next()).isEqualTo(2);
            assertThat(log).containsExactly("a", "b");
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            assertThat(log).containsExactly("a", "b", "c");
        });
    }

    @Test
    void sendIsWhatTheYieldReturns() throws Exception {
        driver.run(() -> {
            var g = echo();
            assertThat(g.next()).isEqualTo("heard nothing");
            assertThat(g.send("one")).isEqualTo("heard one");
            assertThat(g.send("two")).isEqualTo("heard two");
            assertThat(g.next()).isEqualTo("heard null");
            assertThat(g.send(null)).isEqualTo("heard null");
        });
    }

    @Test
    void whatWasSentIsReturnedByOneYieldOnly() throws Exception {
        driver.run(() -> {
            List<String> heard = new ArrayList<>();
            Generator<Integer, String, Void> g = Generator.sequence(y -> {
                heard.add(y.yield(1));
                heard.add(y.yield(2));
                y.yield(3);
            });
            g.next();
            g.send("once");
            g.next();
            assertThat(heard).containsExactly("once", null);
        });
    }

    @Test
    void refusesAValueBeforeTheStart() throws Exception {
        driver.run(() -> {
            var g = echo();
            assertThatIllegalStateException().isThrownBy(() -> g.send("early")).withMessageContaining("started")
                    .withMessageContaining("value=early");
            assertThat(g.state()).isEqualTo(GeneratorState.CREATED);
            assertThat(g.send(null)).isEqualTo("heard nothing");
        });
    }

    @Test
    void primingGoesToTheFirstYieldOnce() throws Exception {
        driver.run(() -> {
            var g = echo();
            assertThat(g.prime()).isSameAs(g);
            assertThat(g.send("one")).isEqualTo("heard one");
            assertThatIllegalStateException().isThrownBy(g::prime).withMessageContaining("state=SUSPENDED");
            assertThat(g.send("two")).isEqualTo("heard two");
            assertThatThrownBy(countdown(0)::prime).isInstanceOf(StopIteration.class);
        });
    }

    @Test
    void tellsItsValueByStopIterationOnceAndByResultAlways() throws Exception {
        driver.run(() -> {
            var g = countdown(1);
            assertThatIllegalStateException().isThrownBy(g::result).withMessageContaining("state=CREATED");
            g.next();
            assertThatIllegalStateException().isThrownBy(g::result).withMessageContaining("state=SUSPENDED");
            assertThat(catchThrowableOfType(StopIteration.class, g::next).value()).isEqualTo("lift-off");
            assertThat(catchThrowableOfType(StopIteration.class, g::next).value()).isNull();
            assertThat(catchThrowableOfType(StopIteration.class, () -> g.send(null)).value()).isNull();
            assertThat(g.result()).isEqualTo("lift-off");
            assertThat(g.result()).isEqualTo("lift-off");
        });
    }

    @Test
    void goesThroughAllStates() throws Exception {
        driver.run(() -> {
            List<GeneratorState> inside = new ArrayList<>();
            List<Generator<?, ?, ?>> self = new ArrayList<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                inside.add(self.getFirst().state());
                y.yield(1);
                inside.add(self.getFirst().state());
            });
            self.add(g);
            assertThat(g.state()).isEqualTo(GeneratorState.CREATED);
            assertThat(g).hasToString("Generator[CREATED]");
            g.next();
            assertThat(g.state()).isEqualTo(GeneratorState.SUSPENDED);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThat(inside).containsExactly(GeneratorState.RUNNING, GeneratorState.RUNNING);
        });
    }

    @Test
    void aCallerIsRunningWhileItWaitsForTheGeneratorItSteps() throws Exception {
        driver.run(() -> {
            List<Generator<Integer, Void, Void>> outer = new ArrayList<>();
            Generator<GeneratorState, Void, Void> inner = Generator
                    .sequence(y -> y.yield(outer.getFirst().state()));
            List<GeneratorState> seen = new ArrayList<>();
            outer.add(Generator.sequence(y -> {
                seen.add(inner.next());
                y.yield(1);
            }));
            outer.getFirst().next();
            assertThat(seen).containsExactly(GeneratorState.RUNNING);
        });
    }

    @Test
    void yieldsAndReturnsNull() throws Exception {
        driver.run(() -> {
            Generator<String, Void, String> g = Generator.of(y -> {
                y.yield(null);
                return null;
            });
            assertThat(g.next()).isNull();
            assertThat(g.state()).isEqualTo(GeneratorState.SUSPENDED);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            assertThat(g.result()).isNull();
        });
    }

    @Test
    void canBeSteppedByOneThreadAfterTheOther() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                for (int n = 0; true; n++) y.yield(n);
            });
            for (int n = 0; n < 12; n += 4) {
                assertThat(g.next()).isEqualTo(n);
                for (int i = 0; i < 3; i++) {
                    int expected = n + 1 + i;
                    Drivers other = List.of(Drivers.PLATFORM_THREAD, Drivers.VIRTUAL_THREAD, Drivers.GENERATOR).get(i);
                    other.run(() -> assertThat(g.next()).isEqualTo(expected));
                }
            }
            g.close();
        });
    }

    @Test
    void refusesToBeMadeOfNothing() throws Exception {
        driver.run(() -> {
            assertThatNullPointerException().isThrownBy(() -> Generator.of(null)).withMessageContaining("body");
            assertThatNullPointerException().isThrownBy(() -> Generator.sequence(null)).withMessageContaining("body");
        });
    }
}
