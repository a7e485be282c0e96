package dev.troupe.bench.rivals;

import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/// Each actor a thread that takes from a queue of its own in a loop and blocks where it waits.
///
/// @param <Q> the queue
abstract class VirtualThreads<Q> implements Contender<Q> {
    private static final Object STOP = new Object();

    private record Watch<Q>(Q watcher, Object message) {}

    private final ThreadFactory threads;

    VirtualThreads() {
        this(Thread.ofVirtual().factory());
    }

    VirtualThreads(ThreadFactory threads) {
        this.threads = threads;
    }

    abstract Q queue();

    /// A queue with a bound, on which who puts blocks.
    abstract Q queue(int capacity);

    abstract void put(Q queue, Object message) throws InterruptedException;

    abstract Object take(Q queue) throws InterruptedException;

    /// Takes an answer, with a limit where there is a cheap way.
    Object answer(Q answers) throws InterruptedException {
        return take(answers);
    }

    /// Whether the loop leaves out all that ends an actor or asks.
    boolean bare() {
        return false;
    }

    @Override
    public Q spawn(Part<Q> part) {
        return start(queue(), part);
    }

    @Override
    public Q spawn(Part<Q> part, int capacity) {
        return start(queue(capacity), part);
    }

    @Override
    public boolean suspends() {
        return true;
    }

    @Override
    public void tell(Q to, Object message) {
        try {
            put(to, message);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Q start(Q queue, Part<Q> part) {
        threads.newThread(new Loop(queue, part)).start();
        return queue;
    }

    private final class Loop implements Runnable, Self<Q> {
        private final Q queue;
        private final Part<Q> part;
        private Watch<Q> watch;
        private Object answer;
        private boolean over;

        Loop(Q queue, Part<Q> part) {
            this.queue = queue;
            this.part = part;
        }

        @Override
        public void run() {
            try {
                while (bare()) part.take(this, VirtualThreads.this.take(queue));
                while (!over) take(VirtualThreads.this.take(queue));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (watch != null) tell(watch.watcher, watch.message);
        }

        @SuppressWarnings("unchecked") // a watcher's queue is of the same kind
        private void take(Object message) throws Exception {
            if (message == STOP) {
                over = true;
            } else if (message instanceof Watch<?> by) {
                watch = (Watch<Q>) by;
            } else {
                part.take(this, message);
                while (answer != null) {
                    Object next = answer;
                    answer = null;
                    part.take(this, next);
                }
            }
        }

        @Override
        public Q ref() {
            return queue;
        }

        @Override
        public void tell(Q to, Object message) {
            VirtualThreads.this.tell(to, message);
        }

        @Override
        public Q spawn(Part<Q> child) {
            return VirtualThreads.this.spawn(child);
        }

        @Override
        public void stop() {
            over = true;
        }

        @Override
        public void dismiss(Q child) {
            tell(child, STOP);
        }

        @Override
        public void watch(Q child, Object message) {
            tell(child, new Watch<>(queue, message));
        }

        @Override
        public void ask(Q target, Function<Q, Object> question) {
            Q answers = queue(1);
            tell(target, question.apply(answers));
            try {
                answer = answer(answers);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
