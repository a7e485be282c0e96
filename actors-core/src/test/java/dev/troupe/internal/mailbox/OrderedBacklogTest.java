package dev.troupe.internal.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Messages in an order of their own, any of them taken: invariants 2 (equals in the order sent) and 3 (none lost).
class OrderedBacklogTest {
    private final OrderedBacklog backlog = new OrderedBacklog(
            Comparator.comparingInt(message -> message.toString().charAt(0)));

    private void add(Object... messages) {
        for (Object message : messages) backlog.add(message);
    }

    private static List<Object> rest(Backlog of) {
        List<Object> rest = new ArrayList<>();
        of.drain(rest::add);
        return rest;
    }

    @Test
    @Tag("classpath")
    void takesTheLeastFirstAndEqualsAsTheyCame() {
        assertThat(backlog.take()).isNull();
        add("b1", "a1", "c1", "a2", "b2");
        assertThat(backlog.size()).isEqualTo(5);
        assertThat(backlog.take()).isEqualTo("a1");
        add("a3");
        assertThat(rest(backlog)).containsExactly("a2", "a3", "b1", "b2", "c1");
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void takesTheLeastOfAClassOrOfAPredicate() {
        add(9L, "a1", 3, 1L, 2);
        assertThat(backlog.take(Long.class)).isEqualTo(1L);
        assertThat(backlog.take(Integer.class)).isEqualTo(2);
        assertThat(backlog.take(Character.class)).isNull();
        assertThat(backlog.take((Predicate<Object>) message -> !(message instanceof Integer))).isEqualTo(9L);
        assertThat(backlog.take((Predicate<Object>) message -> false)).isNull();
        assertThat(rest(backlog)).containsExactly(3, "a1");
    }

    @Test
    void aPredicateSeesWhatComesWhileItLooksAndNothingTwice() {
        add("d", "e");
        List<String> asked = new ArrayList<>();
        assertThat(backlog.take((Predicate<String>) message -> {
            asked.add(message);
            if (message.equals("d")) add("a", "f");
            if (message.equals("a")) add("c");
            return message.equals("f");
        })).isEqualTo("f");
        assertThat(asked).containsExactly("d", "a", "c", "e", "f");
        assertThat(rest(backlog)).containsExactly("a", "c", "d", "e");
    }

    @Test
    void whatAPredicateThrowsPassesThroughAndNothingIsLost() {
        add("b", "a");
        assertThatThrownBy(() -> backlog.take((Predicate<Object>) message -> {
            throw new IllegalArgumentException("no");
        })).hasMessage("no");
        assertThat(rest(backlog)).containsExactly("a", "b");
    }

    @Test
    void theNewestIsTheOneThatCameLast() {
        assertThat(backlog.takeEnd(false, slot -> true)).isNull();
        add("c", "a", "b");
        assertThat(backlog.takeEnd(false, slot -> true)).isEqualTo("b");
        assertThat(backlog.takeEnd(false, slot -> true)).isEqualTo("a");
    }

    @Test
    void whatIsPutBeforeGoesFirstAsItCame() {
        add("b", "a");
        for (List<String> before : List.of(List.of("z", "y"), List.of("x", "w"))) {
            ArrivalBacklog first = new ArrivalBacklog();
            before.forEach(first::add);
            assertThat(backlog.behind(first)).isSameAs(backlog);
        }
        add("A");
        assertThat(rest(backlog)).containsExactly("x", "w", "z", "y", "A", "a", "b");
    }
}
