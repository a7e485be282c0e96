package dev.troupe.bench;

import dev.troupe.internal.coroutine.Engine;
import java.util.Arrays;

/// What `ops/troupe bench` starts: one of our own programs by its name, else JMH with the arguments as they are.
final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (args.length == 0 ? "" : args[0]) {
            case "goals" -> Goals.main(rest);
            case "footprint" -> Footprint.main(rest);
            case "rally" -> LongRally.main(rest);
            default -> org.openjdk.jmh.Main.main(args);
        }
    }

    /// The coroutine engine of this JVM.
    static String engine() {
        return Engine.chosen().name();
    }
}
