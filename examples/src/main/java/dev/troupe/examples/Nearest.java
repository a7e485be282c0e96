package dev.troupe.examples;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// What somebody has meant who mistyped a name.
@NullMarked
final class Nearest {
    private Nearest() {}

    /// The name with the fewest letters to insert, delete or change, if it is near enough to be meant.
    static Optional<String> to(String typed, Collection<String> names) {
        return names.stream().filter(name -> distance(typed, name) <= Math.max(2, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) above[column] = column;
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(change, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
