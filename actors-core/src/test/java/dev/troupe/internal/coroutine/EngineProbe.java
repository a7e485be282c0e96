package dev.troupe.internal.coroutine;

/// The main class of the JVMs that [EngineChoiceTest] starts.
public final class EngineProbe {
    private EngineProbe() {}

    /// Says twice which engine this JVM has, or why none.
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        for (int n = 0; n < 2; n++) {
            try {
                System.out.println(Engine.chosen().name());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
