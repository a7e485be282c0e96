package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `yieldFrom`: sends, raises, close and the return value go through.
class GeneratorDelegationTest extends GeneratorContract {
    static <Y, S, R> Generator<Y, S, R> delegating(Generator<Y, S, R> sub) {
        return Generator.of(g -> g.yieldFrom(sub));
    }

    static <Y, S, R> Generator<Y, S, R> threeLevels(Generator<Y, S, R> sub) {
        return delegating(delegating(delegating(sub)));
    }

    @Test
    @Tag("classpath")
    void yieldsAllOfTheOtherAndGivesItsResult() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, String> g = Generator.of(y -> {
                y.yield(0);
                String first = y.yieldFrom(countdown(2));
                y.yield(99);
                return first + ", " + y.yieldFrom(countdown(1));
            });
            assertThat(g).containsExactly(0, 2, 1, 99, 1);
            assertThat(g.result()).isEqualTo("lift-off, lift-off");
        });
    }

    @Test
    void sendsGoThrough() throws Exception {
        driver.run(() -> {
            var g = threeLevels(echo());
            assertThat(g.next()).isEqualTo("heard nothing");
            assertThat(g.send("one")).isEqualTo("heard one");
            assertThat(g.next()).isEqualTo("heard null");
            assertThatThrownBy(() -> g.send("end")).isInstanceOf(StopIteration.class);
            assertThat(g.result()).isEqualTo("ended");
        });
    }

    @Test
    void raisesGoThroughThreeLevelsAndBackOut() throws Exception {
        driver.run(() -> {
            var g = threeLevels(echo());
            g.next();
            assertThat(g.raise(new IllegalArgumentException("caught below"))).isEqualTo("heard caught below");

            Function<Generator<Integer, Void, Void>, Generator<Integer, Void, Void>> level = sub -> Generator
                    .sequence(y -> {
                        try {
                            y.yieldFrom(sub);
                        } catch (IllegalArgumentException e) {
                            log.add(e.getMessage());
                            throw new IllegalArgumentException(e.getMessage() + "+");
                        }
                    });
            Generator<Integer, Void, Void> innermost = Generator.sequence(y -> y.yield(1));
            var three = level.apply(level.apply(level.apply(innermost)));
            three.next();
            assertThatThrownBy(() -> three.raise(new IllegalArgumentException("x"))).hasMessage("x+++");
            assertThat(log).containsExactly("x", "x+", "x++");
            assertThat(innermost.state()).isEqualTo(GeneratorState.CLOSED);
        });
    }

    @Test
    void aDelegatorCatchesWhatTheOtherFailsWithAndGoesOn() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, String> failing = Generator.of(y -> {
                y.yield(1);
                throw new java.io.IOException("disk");
            });
            Generator<Integer, Void, String> g = Generator.of(y -> {
                try {
                    return y.yieldFrom(failing);
                } catch (GeneratorException e) {
                    y.yield(2);
                    return e.getCause().getMessage();
                }
            });
            assertThat(g).containsExactly(1, 2);
            assertThat(g.result()).isEqualTo("disk");
        });
    }

    @Test
    void closingGoesThroughInsideOut() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> sub = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } finally {
                    log.add("sub");
                }
            });
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                try {
                    y.yieldFrom(sub);
                    log.add("went on");
                } finally {
                    log.add("delegator");
                }
            });
            g.next();
            g.close();
            assertThat(log).containsExactly("sub", "delegator");
            assertThat(List.of(sub.state(), g.state())).containsOnly(GeneratorState.CLOSED);
            assertThat(g.result()).isNull();
        });
    }

    @Test
    void aSubGeneratorThatCatchesCloseDoesNotKeepItsDelegatorOpen() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, String> sub = Generator.of(y -> {
                try {
                    y.yield(1);
                } catch (Unwind.Closed e) {
                    log.add("caught");
                }
                return "partial";
            });
            Generator<Integer, Void, String> g = Generator.of(y -> {
                try {
                    return y.yieldFrom(sub);
                } catch (Unwind.Closed e) {
                    log.add("closed");
                    throw e;
                }
            });
            g.next();
            g.close();
            assertThat(log).containsExactly("caught", "closed");
            assertThat(sub.result()).isEqualTo("partial");
            assertThat(g.result()).isNull();
        });
    }

    @Test
    void aSubGeneratorMustNotYieldWhileItsDelegatorIsClosed() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> sub = Generator.sequence(y -> {
                try {
                    y.yield(1);
                } finally {
                    y.yield(2);
                }
            });
            var g = threeLevels(sub);
            g.next();
            assertThatIllegalStateException().isThrownBy(g::close).withMessageContaining("while it is being closed");
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
            assertThat(sub.state()).isEqualTo(GeneratorState.CLOSED);
        });
    }

    @Test
    void takesOnOneThatHasStarted() throws Exception {
        driver.run(() -> {
            var started = countdown(3);
            assertThat(started.next()).isEqualTo(3);
            var g = delegating(started);
            assertThat(g).containsExactly(2, 1);
            assertThat(g.result()).isEqualTo("lift-off");

            var deep = threeLevels(echo());
            deep.next();
            deep.send("one");
            var outer = delegating(deep);
            assertThat(outer.next()).isEqualTo("heard null");
            assertThat(outer.send("two")).isEqualTo("heard two");
            assertThatThrownBy(() -> outer.send("end")).isInstanceOf(StopIteration.class);
            assertThat(List.of(outer.result(), deep.result())).containsOnly("ended");
        });
    }

    @Test
    void oneThatHasEndedGivesNothing() throws Exception {
        driver.run(() -> {
            var ended = countdown(0);
            assertThatThrownBy(ended::next).isInstanceOf(StopIteration.class);
            var closed = countdown(2);
            closed.next();
            closed.close();
            Generator<Integer, Void, String> g = Generator.of(y -> {
                y.yield(1);
                return y.yieldFrom(ended) + " " + y.yieldFrom(closed);
            });
            assertThat(g).containsExactly(1);
            assertThat(g.result()).isEqualTo("null null");
        });
    }

    @Test
    void yieldsEachValueOfAnIterable() throws Exception {
        driver.run(() -> {
            Generator<Integer, String, Void> g = Generator.sequence(y -> {
                y.yieldFrom(Arrays.asList(1, null, 3));
                y.yieldFrom(List.of());
            });
            assertThat(g.next()).isEqualTo(1);
            assertThat(g.send("ignored")).isNull();
            assertThat(g.next()).isEqualTo(3);
            assertThatThrownBy(g::next).isInstanceOf(StopIteration.class);
        });
    }

    @Test
    void aFailureRaisedIntoAnIterableEndsTheDelegator() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> y.yieldFrom(List.of(1, 2)));
            g.next();
            var failure = new IllegalArgumentException("x");
            assertThat(catchThrowable(() -> g.raise(failure))).isSameAs(failure);
            assertThat(g.state()).isEqualTo(GeneratorState.CLOSED);
        });
    }

    @Test
    void aDelegateIsFreeAgainForNobody() throws Exception {
        driver.run(() -> {
            var sub = countdown(2);
            var g = delegating(sub);
            g.next();
            assertThat(sub.state()).isEqualTo(GeneratorState.SUSPENDED);
            for (Drivers.Piece use : List.<Drivers.Piece>of(sub::next, () -> sub.send(null), sub::close,
                    () -> sub.raise(new IllegalArgumentException()), () -> delegating(sub).next()))
                assertThatIllegalStateException().isThrownBy(use::run).withMessageContaining("already executing");
            assertThat(g.next()).isEqualTo(1);
        });
    }

    @Test
    void aSubGeneratorClosedWithItsDelegatorHasNoResultButNoFailureEither() throws Exception {
        driver.run(() -> {
            var sub = countdown(1);
            var g = delegating(sub);
            g.next();
            g.close();
            assertThat(g.result()).isNull();
            assertThat(sub.result()).isNull();
        });
    }
}
