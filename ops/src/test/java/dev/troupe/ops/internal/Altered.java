package dev.troupe.ops.internal;

import dev.troupe.spi.Inspection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// What a system shows, with one of its methods altered.
public final class Altered {
    private Altered() {}

    /// What happens before a method gives its result.
    public interface Before {
        /// Is run first, and may throw.
        void run() throws InterruptedException;
    }

    /// An inspection on which something is done before one method.
    public static Inspection before(Inspection of, String method, Before first) {
        return (Inspection) Proxy.newProxyInstance(Inspection.class.getClassLoader(), new Class<?>[] {Inspection.class},
                (_, called, arguments) -> {
                    if (called.getName().equals(method)) first.run();
                    try {
                        return called.invoke(of, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
