package dev.troupe.ops.internal.watch;

import org.jspecify.annotations.Nullable;

/// Something that wants looking at.
///
/// @param kind `growing mailbox`, `long turn`, `blocked carrier`, `restart storm`, `uneven workers`
/// @param severity `warn` or `alarm`
/// @param text what it is, in words
/// @param actor whom it is about, if that is an actor
/// @param worker which worker it is about, as `scheduler#index`, if it is about one
/// @param sinceMillis since when, in milliseconds since 1970
public record Warning(String kind, String severity, String text, @Nullable String actor, @Nullable String worker,
        long sinceMillis) {}
