package dev.troupe.examples;

import dev.troupe.coroutine.Recursion;
import dev.troupe.examples.Expression.Literal;
import dev.troupe.examples.Expression.Operation;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A visitor of a tree a million levels deep. As plain recursion it overflows the stack; the same lines as a [Recursion]
/// don't.
final class Evaluator {
    private static final Recursion<Expression, Long> EVALUATE = Recursion.of(
            (evaluate, expression) -> switch (expression) {
                case Literal(long value) -> value;
                case Operation(char sign, var left, var right) ->
                    Operation.apply(sign, evaluate.apply(left), evaluate.apply(right));
            });

    private Evaluator() {}

    private static long plain(Expression expression) {
        return switch (expression) {
            case Literal(long value) -> value;
            case Operation(char sign, var left, var right) -> Operation.apply(sign, plain(left), plain(right));
        };
    }

    static void run(Consumer<String> out) {
        Expression small = Expression.parse("2 + 3 * 4 - (5 - 1) / 2");
        out.accept("small: " + plain(small) + ", " + EVALUATE.apply(small));
        Expression terms = Expression.parse(
                IntStream.range(0, 1_000_000).mapToObj(String::valueOf).collect(Collectors.joining("+")));
        try {
            out.accept("0+1+...+999999, plain: " + plain(terms));
        } catch (StackOverflowError e) {
            out.accept("0+1+...+999999, plain: the stack overflows");
        }
        out.accept("0+1+...+999999, on the heap: " + EVALUATE.apply(terms));
        Expression deep = Expression.parse("(1+".repeat(20_000) + "0" + ")".repeat(20_000));
        out.accept("(1+(1+(1+...))), on the heap: " + EVALUATE.apply(deep));
    }
}
