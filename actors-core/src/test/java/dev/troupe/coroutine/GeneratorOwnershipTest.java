package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Who may use a generator, and when: invariant 1 ("never on two threads at once, and never inside itself") for
/// generators.
class GeneratorOwnershipTest extends GeneratorContract {
    private final AtomicReference<Generator<Integer, Void, Void>> self = new AtomicReference<>();
    private final List<Throwable> refusals = new ArrayList<>();

    private void use(Generator<Integer, Void, Void> g) {
        refusals.add(catchThrowable(g::next));
        refusals.add(catchThrowable(() -> g.send(null)));
        refusals.add(catchThrowable(() -> g.raise(new IllegalArgumentException("x"))));
        refusals.add(catchThrowable(g::close));
        refusals.add(catchThrowable(() -> g.iterator().hasNext()));
    }

    private void assertAllRefused() {
        assertThat(refusals).hasSize(5).allSatisfy(
                e -> assertThat(e).isInstanceOf(IllegalStateException.class).hasMessageContaining("already executing"));
    }

    @Test
    void refusesItself() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(1);
                use(self.get());
                y.yield(2);
            });
            self.set(g);
            g.next();
            assertThat(g.next()).isEqualTo(2);
            assertAllRefused();
        });
    }

    @Test
    void refusesAnotherThreadWhileItRuns() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(1);
                Thread other = Thread.ofPlatform().start(() -> use(self.get()));
                other.join();
                y.yield(2);
            });
            self.set(g);
            g.next();
            assertThat(g.next()).isEqualTo(2);
            assertAllRefused();
        });
    }

    @Test
    void refusesWhatItCallsThroughADelegator() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> sub = Generator.sequence(y -> {
                y.yield(1);
                use(self.get());
                y.yield(2);
            });
            Generator<Integer, Void, Void> g = Generator.sequence(y -> y.yieldFrom(sub));
            self.set(g);
            g.next();
            assertThat(g.next()).isEqualTo(2);
            assertAllRefused();
        });
    }

    @Test
    void refusesToDelegateToWhoRuns() throws Exception {
        driver.run(() -> {
            List<Throwable> refused = new ArrayList<>();
            Generator<Integer, Void, Void> sub = Generator.sequence(y -> {
                refused.add(catchThrowable(() -> y.yieldFrom(self.get())));
                y.yield(1);
            });
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                refused.add(catchThrowable(() -> y.yieldFrom(self.get())));
                y.yieldFrom(sub);
            });
            self.set(g);
            assertThat(g.next()).isEqualTo(1);
            assertThat(refused).hasSize(2).allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already executing"));
        });
    }

    @Test
    void itsYielderBelongsToItsBody() throws Exception {
        driver.run(() -> {
            AtomicReference<Yielder<Integer, Void>> leaked = new AtomicReference<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                leaked.set(y);
                y.yield(1);
                Generator<Integer, Void, Void> nested = Generator.sequence(inner -> y.yield(99));
                refusals.add(catchThrowable(nested::next));
                y.yield(2);
            });
            g.next();
            Yielder<Integer, Void> outside = leaked.get();
            assertThatIllegalStateException().isThrownBy(() -> outside.yield(99)).withMessageContaining("own body");
            assertThatIllegalStateException().isThrownBy(() -> outside.yieldFrom(countdownOf(1)))
                    .withMessageContaining("own body");
            assertThat(g.next()).isEqualTo(2);
            assertThat(refusals).singleElement().isInstanceOf(IllegalStateException.class);
            g.close();
            assertThatIllegalStateException().isThrownBy(() -> outside.yield(99)).withMessageContaining("own body");
        });
    }

    @Test
    void itsYielderRefusesAThreadThatItsBodyStarts() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                Thread other = Thread.ofVirtual().start(() -> refusals.add(catchThrowable(() -> y.yield(99))));
                other.join();
                y.yield(1);
            });
            assertThat(g.next()).isEqualTo(1);
            assertThat(refusals).singleElement().isInstanceOf(IllegalStateException.class);
        });
    }

    private static Generator<Integer, Void, Void> countdownOf(int from) {
        return Generator.sequence(g -> {
            for (int n = from; n > 0; n--) g.yield(n);
        });
    }
}
