package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Exceptions on their way into a generator and out of it.
class GeneratorFailuresTest extends GeneratorContract {
    @Test
    void raisesAtTheYieldItWaitsIn() throws Exception {
        driver.run(() -> {
            List<Throwable> caught = new ArrayList<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(1);
                try {
                    y.yield(2);
                } catch (UnsupportedOperationException e) {
                    caught.add(e);
                }
                y.yield(3);
            });
            g.next();
            g.next();
            var failure = new UnsupportedOperationException("raised");
            assertThat(g.raise(failure)).isEqualTo(3);
            assertThat(caught).hasSize(1);
            assertThat(caught.getFirst()).isSameAs(failure);
        });
    }

    @Test
    void raisesOnceOnly() throws Exception {
        driver.run(() -> {
            var g = echo();
            g.next();
            assertThat(g.raise(new IllegalArgumentException("oops"))).isEqualTo("heard oops");
            assertThat(g.send("fine")).isEqualTo("heard fine");
        });
    }

    @Test
    void lettingAnUncheckedFailureOutGivesItAsItIs() throws Exception {
        driver.run(() -> {
            for (Throwable failure : List.of(new IllegalArgumentException("runtime"),
                    new StackOverflowError("error"))) {
                var g = countdown(3);
                g.next();
                assertThat(catchThrowable(() -> g.raise(failure))).isSameAs(failure);
                assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            }
        });
    }

    @Test
    void raisesACheckedFailureWrapped() throws Exception {
        driver.run(() -> {
            IOException failure = new IOException("disk");
            List<Throwable> caught = new ArrayList<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } catch (GeneratorException e) {
                    caught.add(e.getCause());
                    throw e;
                }
            });
            g.next();
            assertThatThrownBy(() -> g.raise(failure)).isInstanceOf(GeneratorException.class).cause().isSameAs(failure);
            assertThat(caught).hasSize(1);
            assertThat(caught.getFirst()).isSameAs(failure);
        });
    }

    @Test
    void failsWhereItIsStepped() throws Exception {
        driver.run(() -> {
            IOException checked = new IOException("disk");
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(1);
                throw checked;
            });
            g.next();
            assertThatThrownBy(g::next).isInstanceOf(GeneratorException.class).cause().isSameAs(checked);
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            assertThatIllegalStateException().isThrownBy(g::result).havingCause().isInstanceOf(GeneratorException.class)
                    .withCause(checked);

            IllegalArgumentException unchecked = new IllegalArgumentException("at once");
            Generator<Integer, Void, Void> early = Generator.sequence(y -> {
                throw unchecked;
            });
            assertThat(catchThrowable(early::next)).isSameAs(unchecked);
            assertThatIllegalStateException().isThrownBy(early::result).withCause(unchecked);
        });
    }

    @Test
    void raisedBeforeTheStartEndsItUnstarted() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> log.add("started"));
            var failure = new IllegalArgumentException("early");
            assertThat(catchThrowable(() -> g.raise(failure))).isSameAs(failure);
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            assertThat(log).isEmpty();
        });
    }

    @Test
    void raisedAfterTheEndComesBack() throws Exception {
        driver.run(() -> {
            var g = countdown(0);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            var failure = new IllegalArgumentException("late");
            assertThat(catchThrowable(() -> g.raise(failure))).isSameAs(failure);
            assertThat(g.result()).isEqualTo("lift-off");
        });
    }

    @Test
    void raisedAndAnsweredByReturningIsTheEnd() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, String> g = Generator.of(y -> {
                try {
                    y.yield(1);
                } catch (IllegalArgumentException e) {
                    return "gave up: " + e.getMessage();
                }
                return "went on";
            });
            g.next();
            assertThatThrownBy(() -> g.raise(new IllegalArgumentException("stop it"))).isInstanceOf(StopIteration.class)
                    .hasMessageContaining("gave up: stop it");
            assertThat(g.result()).isEqualTo("gave up: stop it");
        });
    }

    @Test
    void stopIterationDoesNotEscapeABody() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                var inner = countdown(1);
                while (true) y.yield(inner.next());
            });
            assertThat(g.next()).isEqualTo(1);
            assertThatIllegalStateException().isThrownBy(g::next).withCauseInstanceOf(StopIteration.class)
                    .withMessageContaining("StopIteration");
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
        });
    }

    @Test
    void raisingNothingIsRefused() throws Exception {
        driver.run(() -> {
            var g = echo().prime();
            assertThatNullPointerException().isThrownBy(() -> g.raise(null)).withMessageContaining("failure=null");
            assertThat(g.send("on")).isEqualTo("heard on");
        });
    }
}
