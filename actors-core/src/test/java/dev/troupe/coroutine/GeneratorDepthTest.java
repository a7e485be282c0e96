package dev.troupe.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Generators inside generators, to depth 10,000: the stack stays flat, and a step through delegations costs the same at
/// any depth.
class GeneratorDepthTest extends GeneratorContract {
    private static final int DEPTH = 10_000;

    private static Generator<Integer, Integer, Integer> adder() {
        return Generator.of(g -> {
            int sum = 0;
            while (sum >= 0) {
                Integer sent = g.yield(sum);
                sum = sent == null || sent < 0 ? -1 : sum + sent;
            }
            return 0;
        });
    }

    /// From the innermost to the root. Each adds one to what the one below returns.
    private static List<Generator<Integer, Integer, Integer>> delegations(int depth) {
        List<Generator<Integer, Integer, Integer>> all = new ArrayList<>(depth);
        all.add(adder());
        while (all.size() < depth) {
            var sub = all.getLast();
            all.add(Generator.of(g -> g.yieldFrom(sub) + 1));
        }
        return all;
    }

    @Test
    void delegatesToAnyDepth() throws Exception {
        driver.run(() -> {
            var root = delegations(DEPTH).getLast();
            assertThat(root.next()).isZero();
            for (int n = 1; n <= 100; n++) assertThat(root.send(1)).isEqualTo(n);
            assertThatThrownBy(() -> root.send(-1)).isInstanceOf(StopIteration.class);
            assertThat(root.result()).isEqualTo(DEPTH - 1);
        });
    }

    @Test
    void closesAtAnyDepth() throws Exception {
        driver.run(() -> {
            var all = delegations(DEPTH);
            all.getLast().next();
            all.getLast().close();
            assertThat(all).allSatisfy(g -> assertThat(g.state()).isEqualTo(GeneratorState.CLOSED));
        });
    }

    @Test
    void iteratesToAnyDepth() throws Exception {
        driver.run(() -> {
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                for (int n = 0; n < 3; n++) y.yield(n);
            });
            for (int level = 1; level < DEPTH; level++) {
                var below = g;
                g = Generator.sequence(y -> {
                    for (int n : below) y.yield(n + 1);
                });
            }
            assertThat(g).containsExactly(DEPTH - 1, DEPTH, DEPTH + 1);
        });
    }

    /// Proved without a clock: the delegators between the root and the innermost are robbed of their stacks and of their
    /// links, so that a step that ran one of them, or went by way of it, would end it or fail.
    @Test
    void aStepGoesStraightToTheInnermost() throws Exception {
        driver.run(() -> {
            var all = delegations(1_000);
            var root = all.getLast();
            root.next();
            var between = all.subList(1, all.size() - 1);
            var innermost = all.getFirst();
            List<Object> stacks = rob(between, "coroutine");
            List<Object> links = rob(between, "delegator");
            List<Object> inner = rob(between, "innermost");
            List<Object> roots = rob(between, "root");
            Object ownStack = rob(List.of(root), "coroutine").getFirst();
            for (int n = 1; n <= 100; n++) assertThat(root.send(1)).isEqualTo(n);
            assertThat(root.state()).isEqualTo(GeneratorState.SUSPENDED);
            assertThat(innermost.state()).isEqualTo(GeneratorState.SUSPENDED);
            assertThat(stacks).doesNotContainNull();
            giveBack(List.of(root), "coroutine", List.of(ownStack));
            giveBack(between, "coroutine", stacks);
            giveBack(between, "delegator", links);
            giveBack(between, "innermost", inner);
            giveBack(between, "root", roots);
            assertThatThrownBy(() -> root.send(-1)).isInstanceOf(StopIteration.class);
            assertThat(root.result()).isEqualTo(999);
        });
    }

    @Test
    void onlyTheRootAndTheInnermostTakePartInAStep() throws Exception {
        driver.run(() -> {
            List<Generator<?, ?, ?>> all = new ArrayList<>();
            List<GeneratorState> seen = new ArrayList<>();
            Generator<Integer, Void, Void> g = Generator.sequence(y -> {
                y.yield(1);
                for (var each : all) seen.add(each.state());
                y.yield(2);
            });
            all.add(g);
            for (int level = 0; level < 4; level++) {
                var below = g;
                g = Generator.sequence(y -> y.yieldFrom(below));
                all.add(g);
            }
            g.next();
            g.next();
            assertThat(seen.subList(0, 4)).containsOnly(GeneratorState.SUSPENDED);
            assertThat(seen.getLast()).isEqualTo(GeneratorState.RUNNING);
            g.close();
        });
    }

    private static List<Object> rob(List<? extends Generator<?, ?, ?>> generators, String what) throws Exception {
        Field field = GeneratorCore.class.getDeclaredField(what);
        field.setAccessible(true);
        List<Object> taken = new ArrayList<>();
        for (var each : generators) {
            taken.add(field.get(each.core()));
            field.set(each.core(), null);
        }
        return taken;
    }

    private static void giveBack(List<? extends Generator<?, ?, ?>> generators, String what, List<Object> taken)
            throws Exception {
        Field field = GeneratorCore.class.getDeclaredField(what);
        field.setAccessible(true);
        for (int n = 0; n < generators.size(); n++) field.set(generators.get(n).core(), taken.get(n));
    }
}
