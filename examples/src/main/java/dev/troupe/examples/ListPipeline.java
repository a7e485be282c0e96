package dev.troupe.examples;

import dev.troupe.coroutine.Pipeline;
import dev.troupe.coroutine.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Stages that lists are sent through, combined at will. The sink at the end takes one list: with it, the whole ends and has
/// the sink's result.
final class ListPipeline {
    private ListPipeline() {}

    private static List<Integer> rest(List<Integer> list) {
        return list.subList(1, list.size());
    }

    private static List<Integer> doubleFirst(List<Integer> list) {
        List<Integer> doubled = new ArrayList<>(list);
        doubled.set(0, 2 * list.getFirst());
        return doubled;
    }

    private static List<Integer> squares(Sink.Input<List<Integer>> in) {
        return in.next().stream().map(n -> n * n).toList(); // takes one list
    }

    static void run(Consumer<String> out) {
        List<Integer> numbers = List.of(2, 3, 4, 5);
        Pipeline<List<Integer>, List<Integer>> start = Pipeline.start();
        var restDoubled = start.map(ListPipeline::rest).map(ListPipeline::doubleFirst).into(ListPipeline::squares);
        out.accept("takes more? " + restDoubled.send(numbers));
        out.accept("the rest, doubled, squared: " + restDoubled.result());
        out.accept("the rest, squared: "
                + start.map(ListPipeline::rest).into(ListPipeline::squares).drain(List.of(numbers)));
        out.accept("doubled, squared: "
                + start.map(ListPipeline::doubleFirst).into(ListPipeline::squares).drain(List.of(numbers)));
        var closed = start.map(ListPipeline::rest).into(in -> {
            try {
                return in.next();
            } finally {
                out.accept("closed from the other end");
            }
        });
        closed.close();
    }
}
