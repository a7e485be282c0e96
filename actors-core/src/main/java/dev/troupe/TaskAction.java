package dev.troupe;

/// What a task does that returns nothing.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="launch"}
@FunctionalInterface
public interface TaskAction {
    /// Runs the task from its start to its end.
    ///
    /// @param self waits and sends; valid only inside this body
    /// @throws Exception the failure of the task
    void run(TaskContext self) throws Exception;
}
