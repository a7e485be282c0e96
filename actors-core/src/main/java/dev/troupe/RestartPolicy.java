package dev.troupe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Whether and how an actor that has ended by itself starts again. Immutable.
///
/// A restart keeps the actor's name, its references, what waits in its mailbox, what it has stashed, who watches it and
/// whom it watches; it drops the state, the timers and the message in hand. An actor without a policy ends when it crashes.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="restart"}
public final class RestartPolicy {
    private static final RestartPolicy NEVER = new RestartPolicy(RestartType.TEMPORARY, 0, Duration.ofSeconds(1),
            BackOff.none(), List.of(), 0);

    private final RestartType type;
    private final int restarts;
    private final Duration period;
    private final BackOff backOff;
    private final List<Rule> rules;
    private final int kills;

    private record Rule(Class<? extends Throwable> failure, Directive directive) {}

    private RestartPolicy(RestartType type, int restarts, Duration period, BackOff backOff, List<Rule> rules,
            int kills) {
        this.type = type;
        this.restarts = restarts;
        this.period = period;
        this.backOff = backOff;
        this.rules = rules;
        this.kills = kills;
    }

    /// No restart.
    ///
    /// @return the policy of an actor that has none
    public static RestartPolicy never() {
        return NEVER;
    }

    /// Restarts after a crash, so many times within a period; one more, and the actor ends.
    ///
    /// @param restarts how many, at least 1
    /// @param period how long a restart counts, by the system's clock
    /// @return a policy whose type is [RestartType#TRANSIENT]
    /// @throws IllegalArgumentException if one of them is not positive
    public static RestartPolicy upTo(int restarts, Duration period) {
        if (restarts <= 0) throw new IllegalArgumentException("restarts must be > 0: restarts=" + restarts);
        Objects.requireNonNull(period, "restart period must not be null: period=null");
        if (!period.isPositive()) throw new IllegalArgumentException("restart period must be > 0: period=" + period);
        return new RestartPolicy(RestartType.TRANSIENT, restarts, period, BackOff.none(), List.of(), 0);
    }

    /// Restarts after a crash, however often. Give it a back-off: an actor that crashes at each start without a pause between keeps
    /// the others of its deque from their turns. The period, after which a back-off begins anew, is a second; for another, use
    /// [#upTo] with the largest int.
    ///
    /// @return a policy whose type is [RestartType#TRANSIENT]
    public static RestartPolicy unlimited() {
        return upTo(Integer.MAX_VALUE, Duration.ofSeconds(1));
    }

    /// The same policy for other ends.
    ///
    /// @param type after which ends to restart
    /// @return a new policy
    /// @throws IllegalArgumentException if this policy never restarts
    public RestartPolicy type(RestartType type) {
        Objects.requireNonNull(type, "restart type must not be null: type=null");
        if (type != RestartType.TEMPORARY) checkRestarts("be of a type that restarts");
        return new RestartPolicy(type, restarts, period, backOff, rules, kills);
    }

    /// The same policy with a pause before each restart.
    ///
    /// @param backOff the pause
    /// @return a new policy
    public RestartPolicy backOff(BackOff backOff) {
        Objects.requireNonNull(backOff, "back-off must not be null: backOff=null");
        return new RestartPolicy(type, restarts, period, backOff, rules, kills);
    }

    /// What to do about failures of a class. Of several rules that fit, the first one given counts.
    ///
    /// @param failure the class; its subclasses are meant as well
    /// @param directive what to do
    /// @return a new policy
    /// @throws IllegalArgumentException if this policy never restarts and the rule says to
    public RestartPolicy on(Class<? extends Throwable> failure, Directive directive) {
        Objects.requireNonNull(failure, "class of failure must not be null: failure=null");
        Objects.requireNonNull(directive, "directive must not be null: directive=null");
        if (directive == Directive.RESTART) checkRestarts("restart by a rule");
        List<Rule> more = new ArrayList<>(rules);
        more.add(new Rule(failure, directive));
        return new RestartPolicy(type, restarts, period, backOff, List.copyOf(more), kills);
    }

    /// Gives the message in hand to the restarted actor again, before all others. One that has made its actor crash so many
    /// times in a row becomes a dead letter, [DeadLetter.Reason#QUARANTINED].
    ///
    /// @param kills how many crashes, at least 1, each of which takes a restart; with 1 each such message is quarantined at once
    /// @return a new policy
    /// @throws IllegalArgumentException if it is not positive, or more than the restarts
    public RestartPolicy redeliver(int kills) {
        if (kills <= 0) throw new IllegalArgumentException("kills until quarantine must be > 0: kills=" + kills);
        if (kills > restarts)
            throw new IllegalArgumentException(
                    "kills until quarantine must not be more than the restarts, or the actor ends first: "
                            + "kills=" + kills + ", restarts=" + restarts);
        return new RestartPolicy(type, restarts, period, backOff, rules, kills);
    }

    private void checkRestarts(String what) {
        if (restarts == 0)
            throw new IllegalArgumentException(
                    "a policy that never restarts can't " + what + ", use upTo or unlimited: restarts=0");
    }

    /// After which ends it restarts.
    ///
    /// @return the type
    public RestartType type() {
        return type;
    }

    /// How many restarts within the period.
    ///
    /// @return the number; the largest int if there is no limit
    public int restarts() {
        return restarts;
    }

    /// How long a restart counts.
    ///
    /// @return the period
    public Duration period() {
        return period;
    }

    /// The pause before a restart.
    ///
    /// @return the back-off
    public BackOff backOff() {
        return backOff;
    }

    /// How many crashes in a row one message may cause.
    ///
    /// @return the number; 0 if messages are not given again
    public int kills() {
        return kills;
    }

    /// Whether it never does anything but end the actor.
    ///
    /// @return whether it is as good as [#never()]
    public boolean isNever() {
        return restarts == 0 && rules.isEmpty();
    }

    /// Whether some failure lets a handler go on.
    ///
    /// @return whether a rule says [Directive#RESUME]
    public boolean resumes() {
        return rules.stream().anyMatch(rule -> rule.directive == Directive.RESUME);
    }

    /// What this policy does about a failure, before its intensity is looked at.
    ///
    /// @param failure the failure
    /// @return the directive of the first rule that fits, else to restart, or to stop if the type is temporary
    public Directive directive(Throwable failure) {
        for (Rule rule : rules) if (rule.failure.isInstance(failure)) return rule.directive;
        return type == RestartType.TEMPORARY ? Directive.STOP : Directive.RESTART;
    }

    @Override
    public String toString() {
        return type + (restarts == 0 ? "" : ", up to " + restarts + " within " + period) + ", back-off " + backOff;
    }
}
