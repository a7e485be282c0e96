package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Resources on every kind of thread.
class ResourceTest extends GeneratorContract {
    /// Notes what happens; says at its end what the block came to.
    private Resource<String> noted() {
        return Resource.of(g -> {
            log.add("set up");
            try {
                g.yield("lent");
                log.add("ended well");
            } catch (Throwable t) {
                log.add("raised " + t);
                throw t;
            } finally {
                log.add("cleared away");
            }
        });
    }

    @Test
    void theBlockRunsBetweenTheHalves() throws Exception {
        driver.run(() -> {
            try (var resource = noted()) {
                log.add(resource.value());
            }
            assertThat(log).containsExactly("set up", "lent", "ended well", "cleared away");
        });
    }

    @Test
    void closesOnce() throws Exception {
        driver.run(() -> {
            var resource = noted();
            resource.close();
            resource.close();
            assertThat(log).containsExactly("set up", "ended well", "cleared away");
            assertThatThrownBy(resource::value).isInstanceOf(IllegalStateException.class)
                    .hasMessage("a resource is not lent out once it is closed: value=lent");
        });
    }

    @Test
    void tryDoesntTellItOfAFailureOfTheBlock() throws Exception {
        driver.run(() -> {
            assertThatThrownBy(() -> {
                try (var resource = noted()) {
                    throw new IOException("block of " + resource.value());
                }
            }).isInstanceOf(IOException.class).hasMessage("block of lent").hasNoSuppressedExceptions();
            assertThat(log).containsExactly("set up", "ended well", "cleared away");
        });
    }

    @Test
    void whatTheSecondHalfThrowsIsSuppressedBehindTheBlocks() throws Exception {
        driver.run(() -> {
            Resource<String> broken = Resource.of(g -> {
                g.yield("lent");
                throw new IOException("disk gone");
            });
            assertThatThrownBy(() -> {
                try (broken) {
                    throw new IllegalArgumentException("block");
                }
            }).hasMessage("block").satisfies(e -> assertThat(e.getSuppressed()[0]).isInstanceOf(
                    GeneratorException.class).hasRootCauseMessage("disk gone"));
        });
    }

    @Test
    void useReturnsWhatTheBlockReturns() throws Exception {
        driver.run(() -> {
            assertThat(noted().<Integer, RuntimeException>use(String::length)).isEqualTo(4);
            assertThat(log).containsExactly("set up", "ended well", "cleared away");
        });
    }

    @Test
    void useRaisesTheBlocksFailureAtTheYield() throws Exception {
        driver.run(() -> {
            var failure = new IllegalArgumentException("block");
            assertThatThrownBy(() -> noted().use(lent -> {
                throw failure;
            })).isSameAs(failure).hasNoSuppressedExceptions();
            assertThat(log).containsExactly("set up", "raised " + failure, "cleared away");
        });
    }

    @Test
    void aCheckedFailureComesOutAsItWas() throws Exception {
        driver.run(() -> {
            var failure = new IOException("block");
            assertThatThrownBy(() -> noted().use(lent -> {
                throw failure;
            })).isSameAs(failure);
            assertThat(log).containsExactly("set up", "raised " + new GeneratorException(failure), "cleared away");
        });
    }

    @Test
    void aFailureThatTheBodyCatchesIsNotLost() throws Exception {
        driver.run(() -> {
            var failure = new IllegalArgumentException("block");
            Resource<String> swallows = Resource.of(g -> {
                try {
                    g.yield("lent");
                } catch (IllegalArgumentException e) {
                    log.add("caught");
                }
            });
            assertThatThrownBy(() -> swallows.use(lent -> {
                throw failure;
            })).isSameAs(failure);
            assertThat(log).containsExactly("caught");
        });
    }

    @Test
    void theBodyMayRaiseAnotherFailureInstead() throws Exception {
        driver.run(() -> {
            var failure = new IllegalArgumentException("block");
            Resource<String> translates = Resource.of(g -> {
                try {
                    g.yield("lent");
                } catch (IllegalArgumentException e) {
                    throw new IOException("translated", e);
                }
            });
            assertThatThrownBy(() -> translates.use(lent -> {
                throw failure;
            })).isInstanceOf(GeneratorException.class).hasRootCause(failure).hasNoSuppressedExceptions();
            Resource<String> fails = Resource.of(g -> {
                try {
                    g.yield("lent");
                } finally {
                    fail();
                }
            });
            assertThatThrownBy(() -> fails.use(lent -> {
                throw failure;
            })).hasMessage("clearing away").hasSuppressedException(failure);
        });
    }

    private static void fail() {
        throw new IllegalStateException("clearing away");
    }

    @Test
    void aBodyMustYieldOnce() throws Exception {
        driver.run(() -> {
            assertThatThrownBy(() -> Resource.of(g -> {})).hasMessage("a resource's body must yield once: yields=0");
            Resource<String> twice = Resource.of(g -> {
                try {
                    g.yield("lent");
                    g.yield("again");
                } finally {
                    log.add("cleared away");
                }
            });
            assertThatThrownBy(twice::close).hasMessage("a resource's body must yield once: again=again");
            assertThat(log).containsExactly("cleared away");
        });
    }

    @Test
    void aSetUpThatFailsIsTheCallers() throws Exception {
        driver.run(() -> assertThatThrownBy(() -> Resource.of(g -> {
            throw new IOException("no disk");
        })).isInstanceOf(GeneratorException.class).hasRootCauseMessage("no disk"));
    }
}
