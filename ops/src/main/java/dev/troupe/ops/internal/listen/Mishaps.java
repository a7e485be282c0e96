package dev.troupe.ops.internal.listen;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the log of what has failed on a thread that must go on. Never throws: when memory is short, logging is as likely to fail as
/// anything else, and a thread that ends by it would leave a probe attached that nobody hears.
public final class Mishaps {
    private static final Logger LOG = LoggerFactory.getLogger("dev.troupe.ops");

    private Mishaps() {}

    /// Logs it, if that can be done.
    ///
    /// @param what in words
    public static void log(String what, Throwable thrown) {
        try {
            LOG.warn(what, thrown);
        } catch (Throwable _) {
            // There is no way left to say it.
        }
    }
}
