package dev.troupe.examples;

import dev.troupe.coroutine.Recursion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An expression of numbers, `+ - * /` and parentheses, as a tree, and the parser that makes it of text. The parser calls itself
/// for each operand and parenthesis, on the heap, so it may be as long and as deep as you like.
sealed interface Expression {
    record Literal(long value) implements Expression {}

    record Operation(char sign, Expression left, Expression right) implements Expression {
        static long apply(char sign, long left, long right) {
            return switch (sign) {
                case '+' -> left + right;
                case '-' -> left - right;
                case '*' -> left * right;
                default -> left / right;
            };
        }
    }

    /// The tree of a text.
    ///
    /// @throws IllegalArgumentException if the text is no expression; says where
    static Expression parse(String text) {
        Tokens tokens = new Tokens(text);
        // a problem is how tightly an operator must bind to belong to this operand: 0 takes all, 2 only `*` and `/`
        Recursion<Integer, Expression> parser = Recursion.of((parse, least) -> {
            Expression left;
            if (tokens.accept("(")) {
                left = parse.apply(0);
                tokens.expect(")");
            } else {
                left = new Literal(tokens.number());
            }
            while (tokens.binding() > least) {
                int binding = tokens.binding();
                left = new Operation(tokens.next().charAt(0), left, parse.apply(binding));
            }
            return left;
        });
        Expression whole = parser.apply(0);
        tokens.expect("");
        return whole;
    }

    /// Looks one token ahead; the last one is empty.
    final class Tokens {
        private static final Pattern TOKEN = Pattern.compile("\\s*(\\d+|[-+*/()]|$)");
        private final String text;
        private final Matcher matcher;
        private String ahead = "";

        Tokens(String text) {
            this.text = text;
            this.matcher = TOKEN.matcher(text);
            next();
        }

        String next() {
            String token = ahead;
            int at = matcher.regionStart();
            if (!matcher.lookingAt()) throw wrong(at);
            ahead = matcher.group(1);
            matcher.region(matcher.end(), text.length());
            return token;
        }

        boolean accept(String token) {
            if (!ahead.equals(token)) return false;
            next();
            return true;
        }

        void expect(String token) {
            if (!ahead.equals(token)) throw wrong(matcher.regionStart() - ahead.length());
            if (!token.isEmpty()) next();
        }

        long number() {
            if (ahead.isEmpty() || !Character.isDigit(ahead.charAt(0)))
                throw wrong(matcher.regionStart() - ahead.length());
            return Long.parseLong(next());
        }

        /// How tightly the operator ahead binds; 0 if there is none.
        int binding() {
            return switch (ahead) {
                case "+", "-" -> 1;
                case "*", "/" -> 2;
                default -> 0;
            };
        }

        private IllegalArgumentException wrong(int at) {
            return new IllegalArgumentException("an expression is numbers, + - * / and parentheses: at=" + at
                    + ", text=" + text.substring(0, Math.min(40, text.length())));
        }
    }
}
