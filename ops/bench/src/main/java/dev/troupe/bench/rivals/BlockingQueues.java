package dev.troupe.bench.rivals;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What the JDK has: a virtual thread and a `LinkedBlockingQueue` for each actor, on two carriers.
final class BlockingQueues extends VirtualThreads<LinkedBlockingQueue<Object>> {
    @Override
    LinkedBlockingQueue<Object> queue() {
        return new LinkedBlockingQueue<>();
    }

    @Override
    LinkedBlockingQueue<Object> queue(int capacity) {
        return new LinkedBlockingQueue<>(capacity);
    }

    @Override
    void put(LinkedBlockingQueue<Object> queue, Object message) throws InterruptedException {
        queue.put(message);
    }

    @Override
    Object take(LinkedBlockingQueue<Object> queue) throws InterruptedException {
        return queue.take();
    }

    @Override
    Object answer(LinkedBlockingQueue<Object> answers) throws InterruptedException {
        return answers.poll(30, TimeUnit.SECONDS);
    }
}
