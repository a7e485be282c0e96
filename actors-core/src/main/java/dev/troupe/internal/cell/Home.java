package dev.troupe.internal.cell;

import dev.troupe.ActorSystem;
import dev.troupe.DeadLetter;
import dev.troupe.internal.coroutine.Chain;
import dev.troupe.internal.coroutine.Driver;
import dev.troupe.internal.port.Clock;
import dev.troupe.internal.registry.Registry;
import dev.troupe.internal.report.Reports;
import dev.troupe.internal.scheduler.DequeScheduler;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What all cells of a system share.
public final class Home {
    /// The public face of the system.
    public final ActorSystem system;
    /// Gives the cells their turns.
    public final DequeScheduler<Chain> scheduler;
    /// Who has which name.
    public final Registry<Cell<?>> registry = new Registry<>();
    /// What must not go unseen.
    public final Reports reports;
    /// The cells without a parent.
    public final Children top = new Children();

    final Clock clock;
    final RandomGenerator random;
    final Driver driver;
    final AtomicLong incarnations = new AtomicLong(); // any thread
    final AtomicLong anonymous = new AtomicLong(); // any thread

    /// Whose turn it is.
    @Nullable Cell<?> current;
    /// Messages that a close found waiting.
    private long undelivered;
    /// Actors that a close found not started.
    private long unstarted;
    /// Whether the top-level actors are being stopped one after the other.
    private boolean ending;

    private volatile boolean closing; // any thread
    private volatile boolean closed; // any thread

    /// For a system with these ports.
    public Home(ActorSystem system, DequeScheduler<Chain> scheduler, Reports reports, Clock clock,
            RandomGenerator random) {
        this.system = system;
        this.scheduler = scheduler;
        this.reports = reports;
        this.clock = clock;
        this.random = random;
        this.driver = new CellDriver(scheduler);
    }

    /// The name of the actor whose turn it is, or that took the last one. Exact for the holder of the token.
    public @Nullable String currentName() {
        Cell<?> cell = current;
        return cell == null ? null : cell.name();
    }

    /// Whether the system is closing or closed: nothing from outside is accepted any more.
    public boolean isClosing() {
        return closing;
    }

    /// From now on nothing from outside is accepted.
    public void close() {
        closing = true;
    }

    /// Whether nobody will ever drive the scheduler again.
    public boolean isClosed() {
        return closed;
    }

    /// Nobody will drive the scheduler again. What is put later is swept by who put it.
    public void closed() {
        closed = true;
    }

    /// Stops the actors at the top, each when all that were spawned after it have ended. The caller holds the token.
    public void stopAll() {
        ending = true;
        stopYoungest();
    }

    void endedAtTop() {
        if (ending) stopYoungest();
    }

    private void stopYoungest() {
        Cell<?> youngest = top.youngest();
        if (youngest != null) youngest.requestStop();
    }

    /// Ends all actors at once. The caller holds the token.
    public void killAll() {
        for (Cell<?> cell : top.oldestFirst()) scheduler.putFirst(cell, Control.KILL);
    }

    /// Makes everything that waits for a turn a dead letter, but for signals to actors that have started. The caller holds
    /// the token, or the system is closed and the caller is alone.
    public void sweep() {
        scheduler.sweep((turn, argument) -> {
            Cell<?> cell = (Cell<?>) turn;
            if (!(argument instanceof Signal)) undelivered(cell, argument);
            else if (argument == Control.START && cell.discard()) unstarted++;
            else if (!closed) scheduler.put(turn, argument);
        });
    }

    /// How many actors a close has found that never started.
    public long unstarted() {
        return unstarted;
    }

    /// How many messages a close has found waiting.
    public long undelivered() {
        return undelivered;
    }

    void undelivered(Cell<?> to, Object message) {
        if (closing) undelivered++;
        reports.deadLetter(to.name(), message, closing ? DeadLetter.Reason.CLOSED : DeadLetter.Reason.STOPPED);
    }
}
