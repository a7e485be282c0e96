package dev.troupe.internal.coroutine;

import org.jspecify.annotations.Nullable;

/// A body and the coroutines (generators) it has called and not got back from yet.
///
/// Stepping a coroutine from inside another doesn't nest their stacks on one thread: the caller leaves its stack with
/// the request "run that one", and the outermost driver does. So one stack is mounted at a time, the driver's stack stays
/// flat at any depth, and a wait in the innermost suspends the whole chain with one switch.
///
/// All fields belong to the holder of the driver's token.
public final class Chain {
    final Driver driver;
    private final @Nullable Object owner;

    /// What runs when the chain is resumed: the innermost coroutine. Null once the outermost has ended.
    @Nullable Coroutine top;

    /// Mounted engines only: the top has given the chain back to its driver.
    boolean left;

    /// A chain of one coroutine, not started yet. `body` must not throw.
    public Chain(Driver driver, Object owner, Runnable body) {
        this(driver, owner, Engine.chosen().create(body));
    }

    Chain(Driver driver, @Nullable Object owner, Coroutine outermost) {
        this.driver = driver;
        this.owner = owner;
        this.top = outermost;
        outermost.chain = this;
    }

    /// Runs this chain on the calling thread, which holds the driver's token and is of the kind the engine drives on.
    /// Returns, with the token again, when the driver's own thread has to go on: on the mounted engines when this chain
    /// has suspended, ended or blocked; on the baton engine when there is nothing left to run.
    public void resume() {
        Engine.chosen().resume(this);
    }

    /// Runs this chain, which was made for a thread of its own, on the calling one. Returns when the body has ended.
    public void runHere() {
        if (!(top instanceof OwnThread body))
            throw new IllegalStateException("a chain can run here only if it was made for that");
        body.run();
    }

    /// Suspends the chain until it is resumed. Called by the code that runs in it.
    ///
    /// @throws PinnedException if the stack can't be left here
    public void suspend() {
        if (top == null) throw new IllegalStateException("a chain that has ended can't suspend");
        top.leave();
    }

    /// Whether the code that calls this runs in this chain: not what its driver does on its thread, or after its end.
    public boolean isCurrent() {
        if (top instanceof OwnThread body) return driver.token.held() && !body.lent && !body.ended;
        Coroutine me = Engine.chosen().current();
        return me != null && me.chain == this && !me.lent && !me.ended;
    }

    /// Whose body it is, as given when it was made; for the driver.
    public @Nullable Object owner() {
        return owner;
    }

    /// Whether the outermost coroutine has ended.
    public boolean ended() {
        return top == null;
    }

    /// Interrupts the thread that this chain's code sees as its own, if it has one. Any thread may call it.
    public void interrupt() {
        Coroutine running = top;
        if (running != null) running.interrupt();
    }
}
