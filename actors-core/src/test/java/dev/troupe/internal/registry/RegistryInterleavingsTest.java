package dev.troupe.internal.registry;

import static dev.troupe.interleaving.Interleavings.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.interleaving.Interleavings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A name has one owner: of two that want it one gets it, and an old owner that frees it doesn't take it from the
/// next (invariant 3: what is sent by name finds whom it was meant for).
@Tag("interleavings")
class RegistryInterleavingsTest {
    /// What a registry is here.
    private interface Owners {
        boolean add(String owner);

        void remove(String owner);

        String find();
    }

    private static Owners real() {
        Registry<String> registry = Interleavings.shared(new Registry<>());
        return new Owners() {
            @Override
            public boolean add(String owner) {
                try {
                    registry.add("name", owner);
                    return true;
                } catch (IllegalStateException e) {
                    return false;
                }
            }

            @Override
            public void remove(String owner) {
                registry.remove("name", owner);
            }

            @Override
            public String find() {
                return registry.find("name");
            }
        };
    }

    /// Looks first and does then, in the one or the other.
    private static final class LooksFirst implements Owners {
        private final Map<String, String> byName = new ConcurrentHashMap<>();
        private final boolean adding;

        LooksFirst(boolean adding) {
            this.adding = adding;
        }

        @Override
        public boolean add(String owner) {
            if (!adding) return byName.putIfAbsent("name", owner) == null;
            if (byName.containsKey("name")) return false;
            byName.put("name", owner);
            return true;
        }

        @Override
        public void remove(String owner) {
            if (adding) byName.remove("name", owner);
            else if (byName.get("name") == owner) byName.remove("name");
        }

        @Override
        public String find() {
            return byName.get("name");
        }
    }

    private static void twoAdd(Owners owners) {
        boolean[] added = {false, false};
        Interleavings.together(() -> {
            added[0] = owners.add("one");
            check(!added[0] || owners.find() == "one", owners.find());
        }, () -> added[1] = owners.add("other"));
        check(added[0] != added[1] && owners.find() == (added[0] ? "one" : "other"), owners.find());
    }

    /// The old owner frees its name twice, as one that ends and is swept by a close does; another wants it.
    private static void freed(Owners owners) {
        boolean[] added = {false};
        owners.add("old");
        Interleavings.together(() -> owners.remove("old"), () -> owners.remove("old"),
                () -> added[0] = owners.add("new"));
        check(owners.find() == (added[0] ? "new" : null), owners.find());
    }

    @Test
    void ofTwoThatWantANameOneGetsIt() {
        Interleavings.hold(() -> twoAdd(real()));
    }

    @Test
    void anOldOwnerDoesNotFreeTheNameOfTheNext() {
        Interleavings.hold(() -> freed(real()));
    }

    private static String failure(Supplier<Owners> owners, boolean adding) {
        return Interleavings.failure(() -> {
            if (adding) twoAdd(owners.get());
            else freed(owners.get());
        });
    }

    @Test
    void aNameGivenInTwoStepsIsFound() {
        assertThat(failure(() -> new LooksFirst(true), true)).contains("Concurrent test failed");
    }

    @Test
    void aNameFreedInTwoStepsIsFound() {
        assertThat(failure(() -> new LooksFirst(false), false)).contains("Concurrent test failed");
    }
}
