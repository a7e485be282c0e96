package dev.troupe.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/// The yardstick for bodies on the engine `continuation`: two raw continuations of the JDK, resumed in turn by a loop.
///
/// A hop is one of them resumed until it yields. No message, no queue.
@Fork(jvmArgsAppend = Hop.EXPORT_VM)
public class BareContinuation extends Hop {
    private static final MethodHandle NEW;
    private static final MethodHandle RUN;
    private static final MethodHandle YIELD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Class<?> scopes = Class.forName("jdk.internal.vm.ContinuationScope");
            Class<?> continuations = Class.forName("jdk.internal.vm.Continuation");
            Object scope = lookup.findConstructor(scopes, MethodType.methodType(void.class, String.class))
                    .invoke("bench");
            NEW = lookup.findConstructor(continuations, MethodType.methodType(void.class, scopes, Runnable.class))
                    .bindTo(scope).asType(MethodType.methodType(Object.class, Runnable.class));
            RUN = lookup.findVirtual(continuations, "run", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Object.class));
            YIELD = lookup.findStatic(continuations, "yield", MethodType.methodType(boolean.class, scopes))
                    .bindTo(scope);
        } catch (Throwable t) {
            throw new ExceptionInInitializerError(t);
        }
    }

    private Object ping;
    private Object pong;

    @Setup
    public void make() throws Throwable {
        ping = (Object) NEW.invokeExact((Runnable) this::body);
        pong = (Object) NEW.invokeExact((Runnable) this::body);
    }

    private void body() {
        try {
            while (true) {
                left--;
                boolean yielded = (boolean) YIELD.invokeExact();
                if (!yielded) throw new IllegalStateException("pinned");
            }
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    @Benchmark
    @OperationsPerInvocation(SUSPENDING_HOPS)
    public void resumeAndYield() throws Throwable {
        left = SUSPENDING_HOPS;
        while (left > 0) {
            RUN.invokeExact(ping);
            RUN.invokeExact(pong);
        }
    }
}
