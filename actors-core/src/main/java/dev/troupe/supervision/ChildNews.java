package dev.troupe.supervision;

import dev.troupe.internal.oversight.ChildEvent;

/// The kernel's word of what has become of a child.
record ChildNews(Entry entry, ChildEvent event) implements SupervisorMessage {}
