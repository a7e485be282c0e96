package dev.troupe;

import java.time.Duration;
import java.util.Objects;

/// Whoever can start tasks: the system, and every coroutine.
///
/// {@snippet file="dev/troupe/WaitingSnippetsTest.java" region="tasks"}
public interface TaskStarter {
    /// Starts a task. It begins after the turn that started it. It belongs to the system: it goes on when the actor that
    /// started it ends, and is cancelled when the system is closed.
    ///
    /// @param body what it does
    /// @param <T> what it returns
    /// @return the task
    /// @throws IllegalStateException if the system is closed
    <T> Task<T> start(TaskBody<T> body);

    /// Starts a task that returns nothing. Its failure, which nobody may be waiting for, also reaches the failure listeners.
    ///
    /// @param action what it does
    /// @return the task
    /// @throws IllegalStateException if the system is closed
    Task<Void> launch(TaskAction action);

    /// Starts a task that first sleeps.
    ///
    /// @param delay how long
    /// @param body what it does then
    /// @param <T> what it returns
    /// @return the task
    /// @throws IllegalArgumentException if the delay is negative
    /// @throws IllegalStateException if the system is closed
    default <T> Task<T> after(Duration delay, TaskBody<T> body) {
        if (delay.isNegative()) throw new IllegalArgumentException("delay must not be negative: delay=" + delay);
        Objects.requireNonNull(body, "task body must not be null: body=null");
        return start(self -> {
            self.sleep(delay);
            return body.run(self);
        });
    }
}
