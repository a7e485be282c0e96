package dev.troupe;

import java.time.Duration;

/// The main class of the JVMs that [CloseWithJvmTest] starts. Says what happens, a line each.
public final class CloseWithJvmProbe {
    private CloseWithJvmProbe() {}

    /// Has a system that lives when the JVM ends.
    ///
    /// @param args how it ends
    public static void main(String[] args) {
        switch (args[0]) {
            case "signal" -> driven(Duration.ofSeconds(10));
            case "exit" -> {
                driven(Duration.ofSeconds(10));
                System.exit(3);
            }
            case "actor" -> driven(Duration.ofMillis(300)).spawn("exits", Object.class, self -> {
                while (self.system().waits().isEmpty()) self.yield(); // until the other has begun
                System.exit(4);
            });
            case "late" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try (ActorSystem system = ActorSystem.builder().closeWithJvm(true).build()) {
                    system.spawn("late", Object.class, self -> say("late"));
                    system.run();
                }
            }));
            default -> throw new IllegalArgumentException("way to end must be known: way=" + args[0]);
        }
    }

    private static ActorSystem driven(Duration closeLimit) {
        ActorSystem system = ActorSystem.builder().closeWithJvm(true).closeLimit(closeLimit).build();
        for (ShutdownPhase phase : ShutdownPhase.values())
            system.onShutdown(phase, "says", () -> say(phase + ", actors: " + system.names()));
        system.spawn("waits", Object.class, self -> {
            try {
                say("ready");
                self.receive();
            } finally {
                self.sleep(Duration.ofMillis(2));
                say("finally");
            }
        });
        system.drive();
        return system;
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(what);
    }
}
