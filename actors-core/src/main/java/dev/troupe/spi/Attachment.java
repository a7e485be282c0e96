package dev.troupe.spi;

/// Something that listens to a system. Any thread may close it.
///
/// {@snippet file="dev/troupe/InspectionSnippetsTest.java" region="probe"}
public interface Attachment extends AutoCloseable {
    /// Ends it. What was on its way may still come; a second call does nothing.
    @Override
    void close();
}
