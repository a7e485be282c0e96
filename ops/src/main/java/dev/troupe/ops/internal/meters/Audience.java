package dev.troupe.ops.internal.meters;

import dev.troupe.ops.internal.listen.Heard;
import dev.troupe.spi.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes on what is heard to each registry's meters, so that a system has one probe for all. Any thread adds.
public final class Audience implements Heard {
    private final List<Heard> all = new CopyOnWriteArrayList<>();

    /// Empty.
    public Audience() {}

    /// One more.
    public void add(Heard heard) {
        all.add(heard);
    }

    /// One less.
    public void remove(Heard heard) {
        all.remove(heard);
    }

    /// None any more.
    public void clear() {
        all.clear();
    }

    @Override
    public void happened(Event event) {
        for (Heard each : all) each.happened(event);
    }

    @Override
    public void processed(String actor, String group, long nanos) {
        for (Heard each : all) each.processed(actor, group, nanos);
    }

    @Override
    public void waited(String actor, String group, long nanos) {
        for (Heard each : all) each.waited(actor, group, nanos);
    }

    @Override
    public void missed(long count) {
        for (Heard each : all) each.missed(count);
    }

    @Override
    public void thinned(long count) {
        for (Heard each : all) each.thinned(count);
    }
}
