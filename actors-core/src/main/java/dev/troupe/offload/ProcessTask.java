package dev.troupe.offload;

import java.io.Serializable;
import java.util.concurrent.Callable;

/// Work for a child JVM: a lambda, or better a record, which shows what crosses. It is serialised, carried over, called once
/// there, and its result comes back the same way, so changes to what it has captured stay in the child.
///
/// Any thread may share one. What it captures and what it returns must be serialisable, and of classes that the pool
/// allows ([ProcessPool.Builder#allow(Class...)]), among them the class in which a lambda is written; else the task fails
/// with a [TransferException].
///
/// In the child, `System.in` is empty, and what is printed goes to the pool's output, or the log. Tasks run one after the other in a
/// child, and what they leave in static fields stays there for the next.
///
/// {@snippet file="dev/troupe/offload/ProcessSnippetsTest.java" region="task"}
///
/// @param <T> what it returns
@FunctionalInterface
public interface ProcessTask<T> extends Callable<T>, Serializable {
}
