package dev.troupe.ops;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What [ActorMetrics] shows. `ops/METERS.md` is this list as a page, with the names that Prometheus has for them. Immutable, as
/// enums are; any thread.
///
/// Besides its own tags each meter has the tag `system`, the system's name, and those that were given to [ActorMetrics]. The tag
/// `type` is an actor's group: `Props.group(…)`, else the class that its behavior is written in with the class of its messages, such as
/// `Bank:Account`. It has at most 100 values, and `other` for all further groups; never a name of an actor.
///
/// {@snippet file="dev/troupe/ops/MetersSnippetsTest.java" region="list"}
public enum ActorMeter {
    /// How many actors live.
    LIVE("actors.live", Meter.Type.GAUGE, null, "Actors that live.", "type"),
    /// How many were spawned.
    STARTED("actors.started", Meter.Type.COUNTER, null, "Actors that were spawned.", "type"),
    /// How many have ended.
    STOPPED("actors.stopped", Meter.Type.COUNTER, null,
            "Actors that have ended; `reason` is `normal`, `stopped`, `killed`, `failed` or `unreachable`.", "reason"),
    /// Messages accepted.
    SENT("actors.sent", Meter.Type.COUNTER, null, "Messages that mailboxes have accepted."),
    /// Messages taken.
    PROCESSED("actors.processed", Meter.Type.COUNTER, null, "Messages that actors have taken.", "type"),
    /// Messages dropped.
    DROPPED("actors.dropped", Meter.Type.COUNTER, null,
            "Messages that mailboxes have dropped; `reason` is `oldest`, `newest` or `unplaceable`.", "reason"),
    /// Dead letters.
    DEAD_LETTERS("actors.dead.letters", Meter.Type.COUNTER, null,
            "Messages that no actor will process; `reason` is one of `DeadLetter.Reason`, in lower case.", "reason"),
    /// Messages that wait.
    MAILBOX("actors.mailbox", Meter.Type.GAUGE, "messages", "Messages that wait in mailboxes.", "type"),
    /// The fullest mailbox.
    MAILBOX_MAX("actors.mailbox.max", Meter.Type.GAUGE, "messages", "Messages that wait in the fullest mailbox.",
            "type"),
    /// How long messages wait.
    MAILBOX_WAIT("actors.mailbox.wait", Meter.Type.TIMER, "seconds",
            "How long a sampled message waited from when it was sent until it was taken.", "type"),
    /// How long they take.
    PROCESSING("actors.processing", Meter.Type.TIMER, "seconds",
            "How long a sampled message kept its actor; for a body that is until it waits next.", "type"),
    /// Crashes.
    FAILURES("actors.failures", Meter.Type.COUNTER, null,
            "Crashes, by the class of the exception and by what the actor's policy made of it: `resume`, `restart`, "
                    + "`stop` or `escalate`.",
            "exception", "directive"),
    /// Restarts.
    RESTARTS("actors.restarts", Meter.Type.COUNTER, null, "Actors that have started anew."),
    /// How long asks take.
    ASK("actors.ask", Meter.Type.TIMER, "seconds",
            "How long an ask took to end; `outcome` is `answered`, `timeout`, `absent`, `stopped`, `crashed`, `refused` "
                    + "or `abandoned`.",
            "outcome"),
    /// Asks that wait.
    ASK_PENDING("actors.ask.pending", Meter.Type.GAUGE, null, "Asks that wait for their answer."),
    /// Timers.
    TIMERS_PENDING("actors.timers.pending", Meter.Type.GAUGE, null, "Timers that are set."),
    /// Names.
    REGISTRY_SIZE("actors.registry.size", Meter.Type.GAUGE, null, "Names of actors that are taken."),
    /// Threads that give turns.
    SCHEDULER_WORKERS("actors.scheduler.workers", Meter.Type.GAUGE, null,
            "Threads that give turns; on the deque one, or none while nobody drives.", "scheduler"),
    /// Those with something to do.
    SCHEDULER_BUSY("actors.scheduler.busy", Meter.Type.GAUGE, "workers", "Workers that have something to do.",
            "scheduler"),
    /// What waits for a thread.
    SCHEDULER_READY("actors.scheduler.ready", Meter.Type.GAUGE, null,
            "Actors that have something waiting and no thread yet; on the deque, entries that wait.", "scheduler"),
    /// Steals.
    SCHEDULER_STEALS("actors.scheduler.steals", Meter.Type.COUNTER, null,
            "Actors that a worker has taken from another.", "scheduler"),
    /// Parks.
    SCHEDULER_PARKS("actors.scheduler.parks", Meter.Type.COUNTER, null,
            "How often a worker has found nothing to do and slept.", "scheduler"),
    /// How long what is ready waits for a thread.
    SCHEDULER_DELAY("actors.scheduler.delay", Meter.Type.GAUGE, "seconds",
            "How long the entry that the poll before this one sent on its way waited for a thread; not a number while that "
                    + "isn't known.",
            "scheduler"),
    /// Turns at a time.
    SCHEDULER_BATCH("actors.scheduler.batch", Meter.Type.GAUGE, "turns",
            "Turns that an actor had at a time, on the average since the poll before; not a number where threads belong to "
                    + "one actor each.",
            "scheduler"),
    /// How long offloaded work runs.
    OFFLOAD("actors.offload", Meter.Type.TIMER, "seconds",
            "How long offloaded work ran; `kind` is `threads` or `processes`, `outcome` is `done`, `failed`, `cancelled` or "
                    + "`timed_out`.",
            "pool", "kind", "outcome"),
    /// How long it waits before.
    OFFLOAD_WAIT("actors.offload.wait", Meter.Type.TIMER, "seconds",
            "How long offloaded work waited until it began.", "pool", "kind"),
    /// Child processes.
    PROCESS_WORKERS("actors.process.workers", Meter.Type.GAUGE, null, "Child processes that live.", "pool"),
    /// Child processes replaced.
    PROCESS_RESTARTS("actors.process.restarts", Meter.Type.COUNTER, null,
            "Child processes that have to be replaced; `cause` is `lost` if one ended unasked or did not start, `recycled` if it "
                    + "had done enough or held too much memory.",
            "pool", "cause"),
    /// Samples that are not in the timers.
    SAMPLES_MISSED("actors.samples.missed", Meter.Type.COUNTER, null,
            "What is missing in the timers: `kind` is `event` for asks and offloaded work that ended faster than it could be "
                    + "recorded, `time` for sampled messages past fifty thousand a second.",
            "kind");

    private final String meterName;
    private final Meter.Type kind;
    private final @Nullable String unit;
    private final String text;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tags;

    ActorMeter(String meterName, Meter.Type kind, @Nullable String unit, String text, String... tags) {
        this.meterName = meterName;
        this.kind = kind;
        this.unit = unit;
        this.text = text;
        this.tags = List.of(tags);
    }

    /// Its name, as Micrometer writes it.
    ///
    /// @return the name, such as `actors.live`
    public String meterName() {
        return meterName;
    }

    /// What kind of meter it is.
    ///
    /// @return gauge, counter or timer
    public Meter.Type kind() {
        return kind;
    }

    /// Its base unit, which Prometheus appends to the name.
    ///
    /// @return the unit; null if it is a plain number
    public @Nullable String unit() {
        return unit;
    }

    /// The keys of its own tags.
    ///
    /// @return the keys, without `system`
    public List<String> tags() {
        return tags;
    }

    /// What it says.
    ///
    /// @return one sentence
    public String text() {
        return text;
    }
}
