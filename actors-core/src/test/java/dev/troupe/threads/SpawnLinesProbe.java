package dev.troupe.threads;

import dev.troupe.ActorSystem;
import dev.troupe.spi.ActorFigures;

/// The main class of the JVMs that `SpawnLinesTest` starts; in another package than what is left out of the answer. Prints where its
/// actors were spawned.
public final class SpawnLinesProbe {
    private SpawnLinesProbe() {}

    /// Spawns one at the top and a child.
    ///
    /// @param args nothing
    public static void main(String[] args) {
        try (ActorSystem system = ActorSystem.create()) {
            system.spawn("top", Integer.class, self -> { // the first line
                self.spawn("kid", Integer.class, (kid, n) -> {}); // the second line
                self.receive();
            });
            system.run();
            system.inspect().actors().map(row -> row.path() + " " + row.spawnedAt()).sorted()
                    .forEach(System.out::println);
            system.inspect().actor("top").map(ActorFigures::spawnedBy).ifPresent(System.out::println);
        }
    }
}
