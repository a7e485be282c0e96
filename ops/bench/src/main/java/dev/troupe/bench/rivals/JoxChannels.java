package dev.troupe.bench.rivals;

import com.softwaremill.jox.Channel;

/// Jox: a virtual thread and a channel for each actor, on two carriers. Unlimited channels, as the mailboxes of the others
/// are. An answer is awaited without a limit: a select with one starts a thread for it, and would cost Jox more.
final class JoxChannels extends VirtualThreads<Channel<Object>> {
    @Override
    Channel<Object> queue() {
        return Channel.newUnlimitedChannel();
    }

    @Override
    Channel<Object> queue(int capacity) {
        return Channel.newBufferedChannel(capacity);
    }

    @Override
    void put(Channel<Object> queue, Object message) throws InterruptedException {
        queue.send(message);
    }

    @Override
    Object take(Channel<Object> queue) throws InterruptedException {
        return queue.receive();
    }
}
