package dev.troupe.ops.internal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.troupe.ops.internal.watch.Times;
import dev.troupe.spi.ActorFigures;
import dev.troupe.spi.TreeFigures;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers with many rows. They are written as they are, row by row into one buffer: a tree of nodes for each field would take many
/// times the room, in the heap of the program that is looked at.
final class Rows {
    private Rows() {}

    /// Actors of a page.
    record Actors(long live, long matching, int offset, List<Actor> rows) {}

    /// An actor, and the times of its sampled messages.
    record Actor(@JsonUnwrapped ActorFigures figures, @Nullable Times processing,
            @JsonProperty("wait") @Nullable Times waited) {}

    /// Who is whose child.
    record Tree(long live, boolean truncated, List<TreeFigures> rows, List<List<String>> watches,
            Set<List<String>> links) {}
}
