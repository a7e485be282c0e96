package dev.troupe.bench;

import dev.troupe.bench.offload.Offload;
import dev.troupe.bench.rivals.Rivals;
import dev.troupe.internal.coroutine.Engine;
import java.util.Arrays;

/// What `ops/troupe bench` starts: the short benchmark, one of our own programs by its name, else JMH with the arguments as
/// they are.
final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        try {
            switch (args.length == 0 ? "goals" : args[0]) {
                case "goals" -> Goals.main(rest);
                case "footprint" -> Footprint.main(rest);
                case "rally" -> LongRally.main(rest);
                case "watched" -> Watched.main(rest);
                case "rivals" -> Rivals.main(rest);
                case "offload" -> Offload.main(rest);
                default -> org.openjdk.jmh.Main.main(args);
            }
        } catch (NumberFormatException e) {
            refuse("a whole number was expected: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(String why) {
        System.err.println("troupe: " + why);
        System.exit(2);
    }

    /// The coroutine engine of this JVM.
    static String engine() {
        return Engine.chosen().name();
    }
}
