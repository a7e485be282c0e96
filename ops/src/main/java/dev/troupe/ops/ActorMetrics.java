package dev.troupe.ops;

import dev.troupe.ActorSystem;
import dev.troupe.ops.internal.listen.Listening;
import dev.troupe.ops.internal.meters.Audience;
import dev.troupe.ops.internal.meters.Board;
import dev.troupe.spi.Inspection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The meters of an actor system, for any Micrometer registry: [ActorMeter] lists them. Pools that the system shows are there once more
/// under Micrometer's own `executor.*` names, with `system/pool` as `name`. Any thread may call it.
///
/// {@snippet file="dev/troupe/ops/MetersSnippetsTest.java" region="metrics"}
///
/// *What it costs.* Nothing until it is bound. From then on a probe is attached: rare events are told to a thread of its own, and
/// one message of 64 is timed, or of as many as [Builder#every] says. Counts and gauges are polled when the registry is asked, once for
/// all of them.
///
/// *What to know.* The counts of timers of messages are those of the samples; [ActorMeter#PROCESSED] has all. The timers of asks and
/// offloaded work have all that have ended since it was bound. A registry takes one system of a name and tags: systems that share one
/// are given names, or other tags. When the system closes, its meters stay as they were at its end, until this is closed as well.
public final class ActorMetrics implements MeterBinder, AutoCloseable {
    private final String system;
    private final int every;
    private final Tags given;
    private final boolean histogram;
    private final Audience audience = new Audience();
    private final Object lock = new Object();
    private final List<Board> boards = new ArrayList<>(); // guarded by lock
    private @Nullable Inspection inspection; // guarded by lock; null when it is closed
    private @Nullable Listening listening; // guarded by lock; null before it is bound

    /// Meters with nothing but the system's name as a further tag.
    ///
    /// @param system the system
    public ActorMetrics(ActorSystem system) {
        this(of(system));
    }

    /// Meters with further tags.
    ///
    /// @param system the system
    /// @param tags further tags of each meter
    /// @throws IllegalArgumentException if one has a key that meters use themselves
    public ActorMetrics(ActorSystem system, Iterable<Tag> tags) {
        this(of(system).tags(tags));
    }

    private ActorMetrics(Builder builder) {
        this.inspection = builder.inspection;
        this.system = builder.inspection.system();
        this.every = builder.every;
        this.given = builder.tags;
        this.histogram = builder.histogram;
    }

    /// Meters to be described.
    ///
    /// @param system the system
    /// @return a builder
    public static Builder of(ActorSystem system) {
        return new Builder(Objects.requireNonNull(system, "system must not be null: system=null").inspect());
    }

    /// Registers the meters, and begins to listen. Several registries may be bound; one that is bound already stays as it is.
    ///
    /// @param registry the registry
    /// @throws IllegalArgumentException if the registry has the meters of another system of that name and tags
    /// @throws IllegalStateException if this is closed
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry must not be null: registry=null");
        synchronized (lock) {
            Inspection from = inspection;
            if (from == null)
                throw new IllegalStateException("meters that are closed can't be bound: system=" + system);
            if (boards.stream().anyMatch(board -> board.isFor(registry))) return;
            Tags own = given.and("system", system);
            if (!registry.find(ActorMeter.SAMPLES_MISSED.meterName()).tags(own).meters().isEmpty())
                throw new IllegalArgumentException(
                        "a registry must have one system of a name and tags: system=" + system + ", tags=" + own);
            Board board = new Board(registry, from, own, given, histogram);
            try {
                if (listening == null) listening = Listening.to(from, every, audience);
                audience.add(board);
                boards.add(board);
            } catch (RuntimeException | Error thrown) {
                audience.remove(board);
                board.close();
                throw thrown;
            }
        }
    }

    /// Removes the meters from their registries, and lets go of the system. A second call does nothing.
    @Override
    public void close() {
        synchronized (lock) {
            inspection = null;
            if (listening != null) listening.close();
            listening = null;
            boards.forEach(Board::close);
            boards.clear();
            audience.clear();
        }
    }

    /// How meters are to be. Not thread-safe.
    ///
    /// {@snippet file="dev/troupe/ops/MetersSnippetsTest.java" region="builder"}
    public static final class Builder {
        private final Inspection inspection;
        private int every = 64;
        private Tags tags = Tags.empty();
        private boolean histogram;

        Builder(Inspection inspection) {
            this.inspection = inspection;
        }

        /// Of how many messages of an actor one is timed.
        ///
        /// @param every a power of two from 1 to 64; 64 by default
        /// @return this
        /// @throws IllegalArgumentException if it is no such number
        public Builder every(int every) {
            if (every < 1 || every > 64 || Integer.bitCount(every) != 1)
                throw new IllegalArgumentException(
                        "one message of so many must be a power of two from 1 to 64: every=" + every);
            this.every = every;
            return this;
        }

        /// Adds tags to each meter.
        ///
        /// @param more the tags
        /// @return this
        /// @throws IllegalArgumentException if one has a key that meters use themselves
        public Builder tags(Iterable<Tag> more) {
            Objects.requireNonNull(more, "tags must not be null: tags=null");
            for (Tag tag : more) {
                String key = tag.getKey();
                if (key.equals("system") || key.equals("name")
                        || List.of(ActorMeter.values()).stream().anyMatch(meter -> meter.tags().contains(key)))
                    throw new IllegalArgumentException("a tag must not have a key of the meters' own: key=" + key);
            }
            this.tags = tags.and(more);
            return this;
        }

        /// Adds tags to each meter.
        ///
        /// @param keysAndValues keys, each with its value behind it
        /// @return this
        /// @throws IllegalArgumentException if a value is missing, or one has a key that meters use themselves
        public Builder tags(String... keysAndValues) {
            return tags(Tags.of(keysAndValues));
        }

        /// Has timers show their distribution, from a microsecond to half a minute, so that a server can work out percentiles over several
        /// programs. In Prometheus that is some hundred lines for each group of actors.
        ///
        /// @return this
        public Builder histogram() {
            this.histogram = true;
            return this;
        }

        /// Makes them.
        ///
        /// @return the meters, not bound yet
        public ActorMetrics build() {
            return new ActorMetrics(this);
        }
    }
}
