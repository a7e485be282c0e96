package dev.troupe.offload;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Work that was handed to a pool: the future of its result. Any thread may call it; bodies `await` it.
///
/// {@snippet file="dev/troupe/OffloadSnippetsTest.java" region="submission"}
///
/// @param <T> what it gives
public interface Submission<T> extends CompletionStage<T>, Future<T> {
    /// Done when the work is queued or runs, so that more may be submitted. Fails if the work ends before that.
    ///
    /// @return a stage
    CompletionStage<Void> accepted();

    /// Cancels the work: the future is done at once. Work that has not begun never begins.
    ///
    /// @param mayInterrupt whether work that runs is interrupted; a child process that runs it is ended
    /// @return false if it was done already
    @Override
    boolean cancel(boolean mayInterrupt);

    /// Says what is done with a result that comes when the future is done already, by a cancel or a limit. Only the first
    /// call counts. Nobody is told of a failure that comes then.
    ///
    /// @param heir takes the result; called by the thread that has computed it, or by the calling one
    void whenLate(Consumer<? super T> heir);
}
