package dev.troupe.ops.internal;

import dev.troupe.spi.Inspection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// What a system shows, with one of its methods altered.
public final class Altered {
    private Altered() {}

    /// What a method does instead; it may call what was there.
    public interface Instead {
        /// Gives its result.
        @Nullable Object of(Original original) throws Throwable;
    }

    /// What was there.
    public interface Original {
        /// Calls it.
        @Nullable Object call() throws Throwable;
    }

    /// What happens first.
    public interface First {
        /// Is run, and may throw.
        void run() throws InterruptedException;
    }

    /// An inspection on which something is done before one method.
    public static Inspection before(Inspection of, String method, First first) {
        return instead(of, method, original -> {
            first.run();
            return original.call();
        });
    }

    /// An inspection of which one method is another.
    public static Inspection instead(Inspection of, String method, Instead instead) {
        return (Inspection) Proxy.newProxyInstance(Inspection.class.getClassLoader(), new Class<?>[] {Inspection.class},
                (_, called, arguments) -> {
                    Original original = () -> {
                        try {
                            return called.invoke(of, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    };
                    return called.getName().equals(method) ? instead.of(original) : original.call();
                });
    }
}
