package dev.troupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.coroutine.Pipeline;
import dev.troupe.coroutine.Recursion;
import dev.troupe.coroutine.Resource;
import dev.troupe.coroutine.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The snippets of the documentation of what else a `yield` is good for.
@Tag("classpath")
class FlowSnippetsTest {
    private final List<Object> out = new ArrayList<>();

    private void println(Object line) {
        out.add(line);
    }

    // @start region="resource"
    private Resource<StringBuilder> letter(String to) {
        return Resource.of(g -> {
            var letter = new StringBuilder("Dear " + to + ", ");
            try {
                g.yield(letter); // lent out until close()
            } finally {
                println(letter.append("Yours, Ada"));
            }
        });
    }
    // @end

    @Test
    void resource() {
        // @start region="resource"
        try (var letter = letter("Carl")) {
            letter.value().append("thank you. ");
        }
        // @end
        assertThat(out.toString()).isEqualTo("[Dear Carl, thank you. Yours, Ada]");
    }

    @Test
    void use() {
        List<String> table = new ArrayList<>(List.of("a"));
        // @start region="use"
        Resource<List<String>> transaction = Resource.of(g -> {
            List<String> rows = new ArrayList<>(table);
            g.yield(rows); // a failure of the block is raised here, so that what follows is left out
            table.clear();
            table.addAll(rows);
        });
        try {
            transaction.use(rows -> {
                rows.add("b");
                return rows.get(2);
            });
        } catch (IndexOutOfBoundsException e) {
            println("nothing was committed: " + table);
        }
        // @end
        assertThat(out).containsExactly("nothing was committed: [a]");
    }

    @Test
    void sink() {
        // @start region="sink"
        Sink<Integer, String> mean = Sink.of(in -> {
            int sum = 0;
            int count = 0;
            for (int n : in) { // waits for each number that is sent
                sum += n;
                count++;
            }
            return sum + " / " + count;
        });
        mean.send(1);
        mean.send(2);
        println(mean.finish());
        println(Sink.of((Sink.Input<Integer> in) -> in.next() + in.next()).drain(List.of(20, 22, 24))); // takes two
        // @end
        assertThat(out).containsExactly("3 / 2", 42);
    }

    @Test
    void pipeline() {
        // @start region="pipeline"
        Pipeline<String, Integer> lengths = Pipeline.<String>start()
                .filter(word -> !word.isBlank())
                .map(String::length);
        Sink<String, List<Object>> both = Sink.broadcast(
                lengths.fold(0, Integer::sum),
                lengths.filter(n -> n > 3).collect(Collectors.toList()));
        both.send("to");
        both.send("yield");
        both.send(" ");
        println(both.finish());
        // @end
        assertThat(out).containsExactly(List.of(7, List.of(5)));
    }

    @Test
    void recursion() {
        // @start region="recursion"
        Recursion<Integer, Long> sum = Recursion.of((sumTo, n) -> n == 0 ? 0L : n + sumTo.apply(n - 1));
        println(sum.apply(100_000));
        // @end
        assertThat(out).containsExactly(5_000_050_000L);
    }
}
