package dev.troupe.coroutine;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What generators promise, to every kind of code that uses them. No number of the system's invariants covers generators:
/// they know nothing of actors.
@ParameterizedClass(name = "{0}")
@EnumSource(Drivers.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class GeneratorContract {
    @Parameter
    Drivers driver;

    /// What a test notes.
    final List<String> log = new ArrayList<>();

    static Generator<Integer, Void, String> countdown(int from) {
        return Generator.of(g -> {
            for (int n = from; n > 0; n--) g.yield(n);
            return "lift-off";
        });
    }

    /// Yields what it was sent last, "nothing" at first; says what was raised, and goes on.
    static Generator<String, String, String> echo() {
        return Generator.of(g -> {
            String heard = "nothing";
            while (!"end".equals(heard)) {
                try {
                    heard = g.yield("heard " + heard);
                } catch (RuntimeException e) {
                    heard = e.getMessage();
                }
            }
            return "ended";
        });
    }
}
