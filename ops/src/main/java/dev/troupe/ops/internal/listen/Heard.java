package dev.troupe.ops.internal.listen;

import dev.troupe.spi.Event;

/// Is told what a probe has heard, a little later, always on the thread of its [Listening].
public interface Heard {
    /// Something rare has happened.
    void happened(Event event);

    /// A sampled message was processed.
    void processed(String actor, String group, long nanos);

    /// A sampled message was taken, so long after it was sent.
    void waited(String actor, String group, long nanos);

    /// More events came than could be kept, and so many are missing here.
    void missed(long count);

    /// More times were sampled than are needed, and so many are left out here.
    default void thinned(long count) {}
}
