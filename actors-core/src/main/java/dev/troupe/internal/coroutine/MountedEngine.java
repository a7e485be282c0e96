package dev.troupe.internal.coroutine;

import org.jspecify.annotations.Nullable;

/// What the two engines share that mount a stack on the driver's own thread, which must be a platform thread.
///
/// The driver's loop: mount the chain's top; when it comes back, either the chain has been left to its driver, or the top
/// has named another coroutine of the chain (one it calls, or its caller) that is mounted next, or it has ended and its
/// caller goes on, or its body has blocked.
abstract class MountedEngine extends Engine {
    @Override
    public final boolean drivesOnVirtualThread() {
        return false;
    }

    @Override
    final void resume(Chain chain) {
        Driver driver = chain.driver;
        Thread host = Thread.currentThread();
        chain.left = false;
        for (Coroutine top = chain.top; top != null && !chain.left; top = chain.top) {
            Mounted stack = (Mounted) top;
            driver.token.pass(stack.thread(host));
            boolean came = stack.mount();
            driver.token.pass(host);
            if (!came) {
                driver.blocked(chain);
                stack.awaitTurn();
                return;
            }
            if (top.ended) chain.top = top.caller;
        }
        if (chain.top == null) driver.ended(chain);
    }

    /// A coroutine that is mounted and unmounted.
    abstract static class Mounted extends Coroutine {
        Mounted(Runnable body) {
            super(body);
        }

        /// The thread that this stack's code sees as the current one when `host` mounts it.
        abstract Thread thread(Thread host);

        /// Runs this stack on the calling thread until it leaves or ends; false if it has blocked instead.
        abstract boolean mount();

        /// After [#mount] returned false and the driver knows it: have [Driver#unblocked] called once it can go on.
        abstract void awaitTurn();

        /// Leaves this stack.
        ///
        /// @return null once it has been mounted again, or why it couldn't be left
        abstract @Nullable String unmount();

        @Override
        final void switchTo(Coroutine next) {
            Chain current = chain();
            current.top = next;
            String pinned = unmount();
            if (pinned != null) {
                chain().top = this;
                throw new PinnedException(pinned);
            }
        }

        @Override
        final void leave() {
            Chain current = chain();
            current.left = true;
            String pinned = unmount();
            if (pinned != null) {
                current.left = false;
                throw new PinnedException(pinned);
            }
        }

        private Chain chain() {
            Chain current = chain;
            if (current == null) throw new IllegalStateException("a coroutine that nobody drives can't suspend");
            return current;
        }
    }
}
