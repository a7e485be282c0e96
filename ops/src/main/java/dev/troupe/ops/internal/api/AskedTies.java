package dev.troupe.ops.internal.api;

import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.ActorTies;
import dev.troupe.spi.Inspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks actors for their ties, which they answer in turns of their own, and so maybe late or never. Whoever was asked and hasn't
/// answered isn't asked again for a while: a page that asks every second must not fill the mailbox of an actor that is stuck.
final class AskedTies {
    private static final long LIMIT_NANOS = Duration.ofMillis(200).toNanos();
    private static final long AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST = 2_000;

    /// @param processed how many messages the actor had taken: one that has taken fewer is another actor of the same name, or none
    private record Asked(CompletableFuture<ActorTies> answer, long atNanos, long processed) {}

    private final Inspection inspection;
    private final Map<String, Asked> open = new HashMap<>(); // guarded by this

    AskedTies(Inspection inspection) {
        this.inspection = inspection;
    }

    @Nullable ActorTies of(String path) {
        List<ActorTies> answers = of(List.of(path));
        return answers.isEmpty() ? null : answers.getFirst();
    }

    /// Those that answer within the limit, which they share.
    List<ActorTies> of(List<String> paths) {
        List<CompletableFuture<ActorTies>> asked = ask(paths);
        long end = System.nanoTime() + LIMIT_NANOS;
        List<ActorTies> answers = new ArrayList<>();
        for (CompletableFuture<ActorTies> answer : asked) {
            ActorTies ties = within(answer, end - System.nanoTime());
            if (ties != null) answers.add(ties);
        }
        return answers;
    }

    private synchronized List<CompletableFuture<ActorTies>> ask(List<String> paths) {
        long now = System.nanoTime();
        open.values().removeIf(asked -> asked.answer().isDone() || now - asked.atNanos() > AGAIN_NANOS);
        List<CompletableFuture<ActorTies>> answers = new ArrayList<>();
        for (String path : paths) answers.add(ask(path, now));
        return answers;
    }

    private CompletableFuture<ActorTies> ask(String path, long now) {
        long processed = inspection.actor(path).map(ActorFigures::processed).orElse(-1L);
        Asked before = open.get(path);
        if (before != null && before.processed() <= processed) return before.answer();
        if (open.size() >= MOST) return new CompletableFuture<>(); // as if it never answered
        CompletableFuture<ActorTies> answer = inspection.ties(path).toCompletableFuture();
        open.put(path, new Asked(answer, now, processed));
        return answer;
    }

    private static @Nullable ActorTies within(CompletableFuture<ActorTies> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
