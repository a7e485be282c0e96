package dev.troupe.internal.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages in order, any of them taken: invariants 2 (none twice, in order) and 3 (none lost).
class BacklogTest {
    private final Backlog backlog = new ArrivalBacklog();

    private void add(Object... messages) {
        for (Object message : messages) backlog.add(message);
    }

    private List<Object> rest() {
        List<Object> rest = new ArrayList<>();
        backlog.drain(rest::add);
        return rest;
    }

    @Test
    @Tag("classpath")
    void takesTheOldestFirst() {
        assertThat(backlog.take()).isNull();
        assertThat(backlog.isEmpty()).isTrue();
        add(1, 2, 3);
        assertThat(backlog.size()).isEqualTo(3);
        assertThat(backlog.take()).isEqualTo(1);
        add(4);
        assertThat(rest()).containsExactly(2, 3, 4);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void takesTheOldestOfAClassAndLeavesTheOthersInOrder() {
        add(1, "a", 2L, "b", 3);
        assertThat(backlog.take(String.class)).isEqualTo("a");
        assertThat(backlog.take(Long.class)).isEqualTo(2L);
        assertThat(backlog.take(Long.class)).isNull();
        assertThat(backlog.take(Number.class)).isEqualTo(1);
        assertThat(backlog.size()).isEqualTo(2);
        assertThat(rest()).containsExactly("b", 3);
    }

    @Test
    void seesWhatCameAfterItLookedInVain() {
        add(1, 2);
        assertThat(backlog.take(String.class)).isNull();
        add("a");
        assertThat(backlog.take(String.class)).isEqualTo("a");
        assertThat(backlog.take(String.class)).isNull();
        add(3, "b");
        assertThat(backlog.take(String.class)).isEqualTo("b");
        assertThat(rest()).containsExactly(1, 2, 3);
    }

    @Test
    void aPredicateStartsOverEachTime() {
        add(1, 2, 3);
        assertThat(backlog.take((Predicate<Integer>) n -> n > 5)).isNull();
        assertThat(backlog.take((Predicate<Integer>) n -> n < 2)).isEqualTo(1);
        assertThat(backlog.take((Predicate<Integer>) n -> n == 3)).isEqualTo(3);
        assertThat(rest()).containsExactly(2);
    }

    @Test
    void aPredicateIsAskedOnceForEachMessageUpToTheOneTaken() {
        add(1, 2, 3, 4);
        backlog.take((Predicate<Integer>) n -> n == 2);
        List<Integer> asked = new ArrayList<>();
        assertThat(backlog.take((Predicate<Integer>) n -> {
            asked.add(n);
            return n == 3;
        })).isEqualTo(3);
        assertThat(asked).containsExactly(1, 3);
    }

    @Test
    void aPredicateUnderWhichMessagesComeMissesNoneAndSeesNoneTwice() {
        add(0, 1, 2, 3, 4, 5, 6, 7);
        for (int n = 0; n < 3; n++) backlog.take();
        List<Integer> seen = new ArrayList<>();
        assertThat(backlog.take((Predicate<Integer>) n -> {
            seen.add(n);
            if (n == 5) for (int more = 8; more < 30; more++) add(more); // moves what is there
            return n == 20;
        })).isEqualTo(20);
        assertThat(seen).isEqualTo(IntStream.rangeClosed(3, 20).boxed().toList());
        assertThat(rest()).hasSize(26);
    }

    @Test
    void takesTheNewestThatIsStillThere() {
        add(1, 2, 3, "x");
        assertThat(backlog.take(String.class)).isEqualTo("x");
        assertThat(backlog.takeEnd(false, slot -> true)).isEqualTo(3);
        assertThat(backlog.takeEnd(false, slot -> true)).isEqualTo(2);
        assertThat(rest()).containsExactly(1);
        assertThat(backlog.takeEnd(false, slot -> true)).isNull();
    }

    @Test
    void whatAPredicateThrowsPassesThroughAndNothingIsLost() {
        add(1, 2, 3);
        assertThatThrownBy(() -> backlog.take((Predicate<Integer>) n -> {
            if (n == 2) throw new IllegalArgumentException("no");
            return false;
        })).hasMessage("no");
        assertThat(rest()).containsExactly(1, 2, 3);
    }

    @Test
    void moreClassesThanNotesAreStillRight() {
        List<Class<?>> classes = List.of(String.class, Long.class, Integer.class, Character.class, Boolean.class,
                Double.class, Short.class);
        for (int round = 0; round < 5; round++) {
            add(0.5, 'c', "s" + round, 1L, true, (short) 1);
            for (Class<?> type : classes)
                assertThat(backlog.take(type)).as("%s in round %s", type, round)
                        .satisfies(m -> assertThat(m == null).isEqualTo(type == Integer.class));
            assertThat(backlog.take(String.class)).isNull();
        }
        assertThat(backlog.isEmpty()).isTrue();
    }

    /// Holes are squeezed out when the ring is full; notes must point at the same messages afterwards.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 8, 15, 16, 17})
    void notesSurviveASqueeze(int kept) {
        for (int n = 0; n < kept; n++) add(n);
        assertThat(backlog.take(String.class)).isNull();
        for (int n = 0; n < 200; n++) {
            add("s" + n, (long) n, "t" + n);
            assertThat(backlog.take(Long.class)).isEqualTo((long) n);
            assertThat(backlog.take(String.class)).isEqualTo("s" + n);
            assertThat(backlog.take(String.class)).isEqualTo("t" + n);
        }
        assertThat(backlog.size()).isEqualTo(kept);
        assertThat(rest()).hasSize(kept).isSortedAccordingTo((a, b) -> Integer.compare((int) a, (int) b));
    }

    @Test
    void growsWithWhatItHoldsAndStartsAgainWhenEmpty() {
        for (int round = 0; round < 3; round++) {
            for (int n = 0; n < 5_000; n++) add(n);
            assertThat(backlog.take(String.class)).isNull();
            for (int n = 0; n < 5_000; n++) assertThat(backlog.take(Integer.class)).isEqualTo(n);
            assertThat(backlog.isEmpty()).isTrue();
        }
    }

    /// A receive that looked at all skipped messages each time would make 10^11 tests, minutes on any machine.
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void selectiveReceiveIsLinear() {
        Integer skipped = 1;
        for (int n = 0; n < 1_000_000; n++) backlog.add(skipped);
        List<Object> answers = List.of("s", 'c', 1L, 0.5);
        for (int n = 0; n < 25_000; n++)
            for (Object answer : answers) {
                backlog.add(answer);
                assertThat(backlog.take(answer.getClass()) == answer).isTrue();
            }
        assertThat(backlog.size()).isEqualTo(1_000_000);
    }

    @Test
    void doesWhatASimpleListDoes() {
        for (int round = 0; round < 300; round++) {
            long seed = round < 200 ? round : new Random().nextLong();
            compareWithAList(seed);
        }
    }

    private static void compareWithAList(long seed) {
        Random random = new Random(seed);
        Backlog tried = new ArrivalBacklog();
        List<Object> model = new ArrayList<>();
        List<Class<?>> classes = List.of(Integer.class, Long.class, String.class, Character.class, Number.class,
                Double.class, Object.class);
        int adds = 30 + random.nextInt(45);
        for (int n = 0; n < 2_000; n++) {
            String step = "seed=" + seed + ", step=" + n;
            int what = random.nextInt(100);
            if (what < adds) {
                Object message = message(random, n);
                tried.add(message);
                model.add(message);
            } else if (what < 80) {
                Class<?> type = classes.get(random.nextInt(classes.size()));
                assertThat(tried.take(type)).as(step).isSameAs(take(model, type::isInstance));
            } else if (what < 90) {
                int remainder = random.nextInt(5);
                Predicate<Object> wanted = m -> m.hashCode() % 5 == remainder;
                assertThat(tried.take(wanted)).as(step).isSameAs(take(model, wanted));
            } else if (what < 98 || n % 500 != 0) {
                assertThat(tried.take()).as(step).isSameAs(take(model, m -> true));
            } else {
                List<Object> drained = new ArrayList<>();
                tried.drain(drained::add);
                assertThat(drained).as(step).isEqualTo(model);
                model.clear();
            }
            if (tried.size() != model.size() || tried.isEmpty() != model.isEmpty())
                assertThat(tried.size()).as(step).isEqualTo(model.size());
        }
        List<Object> drained = new ArrayList<>();
        tried.drain(drained::add);
        assertThat(drained).as("seed=" + seed).isEqualTo(model);
    }

    private static Object message(Random random, int n) {
        return switch (random.nextInt(10)) {
            case 0 -> (long) n;
            case 1 -> "s" + n;
            case 2 -> (char) n;
            case 3 -> (double) n;
            default -> n;
        };
    }

    private static @Nullable Object take(List<Object> model, Predicate<Object> wanted) {
        for (Iterator<Object> each = model.iterator(); each.hasNext();) {
            Object message = each.next();
            if (!wanted.test(message)) continue;
            each.remove();
            return message;
        }
        return null;
    }
}
