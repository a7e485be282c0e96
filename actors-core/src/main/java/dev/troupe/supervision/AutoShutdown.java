package dev.troupe.supervision;

/// Whether a supervisor ends itself, normally, when significant children have ended by themselves: a transient one normally,
/// a temporary one in any way. One that is restarted, or terminated by a command, doesn't count.
///
/// {@snippet file="dev/troupe/SupervisionSnippetsTest.java" region="autoShutdown"}
public enum AutoShutdown {
    /// It doesn't; then no child may be significant.
    NEVER,
    /// When one of them has.
    ANY_SIGNIFICANT,
    /// When one of them has and no other runs.
    ALL_SIGNIFICANT
}
