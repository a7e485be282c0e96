package dev.troupe;

/// What a task does.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="tasks"}
///
/// @param <T> what it returns
@FunctionalInterface
public interface TaskBody<T> {
    /// Runs the task from its start to its end.
    ///
    /// @param self waits and sends; valid only inside this body
    /// @return the result of the task
    /// @throws Exception the failure of the task
    T run(TaskContext self) throws Exception;
}
