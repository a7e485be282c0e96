package dev.troupe.ops.internal.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class FlightRecorderTest {
    private final CountDownLatch begins = new CountDownLatch(1);
    private final CountDownLatch mayBegin = new CountDownLatch(1);
    private final AtomicInteger ends = new AtomicInteger();

    private FlightRecorder.Recording begin() {
        begins.countDown();
        try {
            mayBegin.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException("nobody is to interrupt it", thrown);
        }
        return ends::incrementAndGet;
    }

    @Test
    void isClosedWhileItStarts() throws InterruptedException {
        FlightRecorder recorder = new FlightRecorder(this::begin);
        recorder.start();
        begins.await();
        recorder.close();
        recorder.close();
        assertThat(ends).hasValue(0);
        mayBegin.countDown();
        await().until(() -> ends.get() == 1);
    }

    @Test
    void isClosedOnceItHasStarted() {
        FlightRecorder recorder = new FlightRecorder(this::begin);
        mayBegin.countDown();
        recorder.start();
        await().until(recorder::isRecording);
        assertThat(ends).hasValue(0);
        recorder.close();
        recorder.close();
        assertThat(ends).hasValue(1);
    }

    @Test
    void whatCantBeStartedIsDoneWithout() throws InterruptedException {
        FlightRecorder recorder = new FlightRecorder(() -> {
            begins.countDown();
            throw new LinkageError("planted");
        });
        recorder.start();
        begins.await();
        recorder.close();
        assertThat(recorder.isRecording()).isFalse();
    }
}
