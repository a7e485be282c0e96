package dev.troupe.internal.cell;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first so many of a long sequence in an order, found without sorting the rest. Used by one thread.
///
/// It collects twice as many as are wanted, then drops the worse half; so each costs a few comparisons on average, also where
/// a hundred thousand are wanted. The worst that can still be among the first bounds what is collected.
///
/// @param <T> what is compared
final class Best<T> {
    private static final int LEAST = 64;

    private final Comparator<? super T> order;
    private final int wanted;
    private Object[] kept = new Object[LEAST];
    private int size;
    private @Nullable T worst;

    /// @param wanted how many; less than 2^30
    Best(int wanted, Comparator<? super T> order) {
        this.wanted = wanted;
        this.order = order;
    }

    /// What must come before the next ones, since those that are as good are enough; null while any may come.
    @Nullable T worst() {
        return worst;
    }

    void add(T next) {
        if (wanted == 0 || worst != null && order.compare(next, worst) >= 0) return;
        if (size == kept.length) kept = Arrays.copyOf(kept, size * 2);
        kept[size++] = next;
        if (size >= LEAST && size >= 2L * wanted) shrink();
    }

    private void shrink() {
        select(0, size, wanted - 1);
        size = wanted;
        worst = at(wanted - 1);
    }

    /// Those from a place on, in order.
    List<T> from(int first) {
        if (size > wanted) shrink();
        if (first >= size) return List.of();
        if (first > 0) select(0, size, first);
        @SuppressWarnings("unchecked") // nothing else is put there
        T[] rest = (T[]) Arrays.copyOfRange(kept, first, size);
        Arrays.sort(rest, order);
        return List.of(rest);
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private T at(int place) {
        return (T) kept[place];
    }

    /// Has what belongs at a place there, what is less before it and the rest behind it.
    private void select(int from, int to, int place) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            T pivot = pivot(low, high);
            int left = low;
            int right = high;
            while (left <= right) {
                while (order.compare(at(left), pivot) < 0) left++;
                while (order.compare(at(right), pivot) > 0) right--;
                if (left <= right) swap(left++, right--);
            }
            if (place <= right) high = right;
            else if (place >= left) low = left;
            else return;
        }
    }

    /// The middle one of three, which splits well what is sorted already.
    private T pivot(int low, int high) {
        T first = at(low);
        T middle = at((low + high) >>> 1);
        T last = at(high);
        if (order.compare(first, middle) > 0) {
            T other = first;
            first = middle;
            middle = other;
        }
        if (order.compare(middle, last) <= 0) return middle;
        return order.compare(first, last) > 0 ? first : last;
    }

    private void swap(int one, int other) {
        Object kept1 = kept[one];
        kept[one] = kept[other];
        kept[other] = kept1;
    }
}
