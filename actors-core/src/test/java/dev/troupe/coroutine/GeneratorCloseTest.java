package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Closing: invariant 6's stricter half, "a generator's yield while it is being closed is an error".
class GeneratorCloseTest extends GeneratorContract {
    @Test
    @Tag("classpath")
    void runsFinallyBlocksInsideOut() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, String> g = Generator.of(y -> {
                try {
                    try {
                        y.yield(1);
                        log.add("went on");
                    } catch (Exception e) {
                        log.add("swallowed");
                    } finally {
                        log.add("inner");
                    }
                } finally {
                    log.add("outer");
                }
                return "value";
            });
            g.next();
            g.close();
            assertThat(log).containsExactly("inner", "outer");
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThat(g.result()).isNull();
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
        });
    }

    @Test
    void raisesClosedWithoutAStackTrace() throws Exception {
        driver.run(() -> {
            List<Throwable> caught = new ArrayList<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } catch (Throwable t) {
                    caught.add(t);
                    throw t;
                }
            });
            g.next();
            g.close();
            assertThat(caught).singleElement().isInstanceOf(Unwind.Closed.class);
            assertThat(caught.getFirst().getStackTrace()).isEmpty();
            Throwable closed = caught.getFirst();
            assertThatIllegalStateException().isThrownBy(() -> closed.initCause(new RuntimeException()));
        });
    }

    @Test
    void oneThatHasNotStartedNeverWill() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    log.add("started");
                } finally {
                    log.add("finally");
                }
            });
            g.close();
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            assertThat(g.result()).isNull();
            assertThat(log).isEmpty();
        });
    }

    @Test
    void oneThatHasEndedIsLeftAlone() throws Exception {
        driver.run(() -> {
            var g = countdown(0);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
            g.close();
            g.close();
            assertThat(g.result()).isEqualTo("lift-off");
        });
    }

    @Test
    void tryWithResourcesCloses() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    for (int n = 0; true; n++) y.yield(n);
                } finally {
                    log.add("closed");
                }
            });
            try (g) {
                assertThat(g.next()).isZero();
            }
            assertThat(log).containsExactly("closed");
        });
    }

    @Test
    void aYieldWhileClosingIsAnError() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } finally {
                    y.yield(2);
                }
            });
            g.next();
            assertThatIllegalStateException().isThrownBy(g::close).withMessageContaining("while it is being closed")
                    .withMessageContaining("value=2");
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThatIllegalStateException().isThrownBy(g::result).withCauseInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void delegatingWhileClosingIsAnError() throws Exception {
        driver.run(() -> {
            var sub = countdown(1);
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } finally {
                    y.yieldFrom(sub);
                }
            });
            g.next();
            assertThatIllegalStateException().isThrownBy(g::close).withMessageContaining("while it is being closed");
            assertThat(sub.next()).isEqualTo(1);
        });
    }

    @Test
    void aBodyMayReturnAValueWhenItIsClosed() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, String> g = Generator.of(y -> {
                try {
                    y.yield(1);
                } catch (Unwind.Closed e) {
                    return "partial";
                }
                return "all";
            });
            g.next();
            g.close();
            assertThat(g.result()).isEqualTo("partial");
        });
    }

    @Test
    void aFailureWhileClosingIsRaisedByClose() throws Exception {
        driver.run(() -> {
            var failure = new IllegalArgumentException("flush");
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } catch (Unwind.Closed e) {
                    throw failure;
                }
            });
            g.next();
            assertThat(catchThrowable(g::close)).isSameAs(failure);
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            g.close();
        });
    }

    @Test
    void aClosingBodyMayUseOtherGenerators() throws Exception {
        driver.run(() -> {
            List<Integer> flushed = new ArrayList<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } finally {
                    for (int n : countdown(3)) flushed.add(n);
                }
            });
            g.next();
            g.close();
            assertThat(flushed).containsExactly(3, 2, 1);
        });
    }
}
