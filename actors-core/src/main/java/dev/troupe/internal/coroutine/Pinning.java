package dev.troupe.internal.coroutine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what pins the calling thread's stack, by walking it: about a microsecond.
final class Pinning {
    private static final StackWalker WALKER = StackWalker.getInstance(Set.of(StackWalker.Option.SHOW_HIDDEN_FRAMES));

    private Pinning() {}

    /// The native frame or class initialiser on the stack, or null if there is none.
    static @Nullable String reason() {
        return WALKER.walk(frames -> frames.filter(Pinning::pins).map(Pinning::name).findFirst().orElse(null));
    }

    private static boolean pins(StackWalker.StackFrame frame) {
        if (frame.getMethodName().equals("<clinit>")) return true;
        // Continuation.enterSpecial, at the bottom of every virtual thread, is native by name only
        return frame.isNativeMethod() && !frame.getClassName().startsWith("jdk.internal.vm.Continuation");
    }

    private static String name(StackWalker.StackFrame frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }
}
