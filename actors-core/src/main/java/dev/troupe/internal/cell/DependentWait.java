package dev.troupe.internal.cell;

import dev.troupe.internal.port.AllFuture;
import dev.troupe.internal.port.DependentFuture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// A wait for a stage that comes of tasks: of several at once, or of what is done with the result of one.
///
/// Unlike a task itself, such a stage may take its time when its tasks are done, so the wait for it keeps the deque from
/// being idle. Only the one for all of several tasks of this system doesn't: it is done in the same step as the last of them.
final class DependentWait<T> extends StageWait<T> {
    private final Home home;
    private final String what;
    private final DependentFuture<T> stage;

    DependentWait(Party owner, String what, DependentFuture<T> stage, Runnable whenLeft) {
        super(owner, what, null, whenLeft);
        this.home = owner.home;
        this.what = what;
        this.stage = stage;
    }

    /// The tasks of this system that must be done before that stage is, as far as it knows.
    static List<Party> parties(DependentFuture<?> stage, Home home) {
        List<Party> found = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<CompletionStage<?>> open = new ArrayDeque<>();
        for (CompletionStage<?> next = stage; next != null; next = open.poll()) {
            if (!(next instanceof DependentFuture<?> known) || known.isDone() || !seen.add(known)) continue;
            if (!(known instanceof TaskFuture<?> task)) open.addAll(known.needs());
            else if (task.party().home == home) found.add(task.party());
        }
        return found;
    }

    @Override
    boolean keepsFromIdle() {
        return !(stage instanceof AllFuture<?>) || !stage.needs().stream().allMatch(this::endsHere);
    }

    /// Of a part that has not arrived. Somebody else's may be done and still be on its way, on a thread that isn't ours.
    private boolean endsHere(CompletionStage<?> part) {
        return part instanceof TaskFuture<?> task && task.party().home == home;
    }

    @Override
    boolean isForSeveral() {
        return true;
    }

    @Override
    List<Party> waitsForAll() {
        return parties(stage, home);
    }

    @Override
    String towards(Party other) {
        return what + " " + other.name();
    }

    @Override
    public String toString() {
        List<Party> all = waitsForAll();
        return switch (all.size()) {
            case 0 -> what;
            case 1 -> towards(all.getFirst());
            default -> towards(all.getFirst()) + " and " + (all.size() - 1) + " more";
        };
    }
}
