package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.troupe.offload.RemoteFailureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A task's failure arrives as it is, or as what stands for it.
class FailureTest extends WithProcesses {
    @TempDir
    Path compiled;

    @Test
    void whatTheJdkHasArrivesAsItIs() throws Exception {
        Processes processes = open();
        Throwable failure = catchThrowable(() -> processes.call(Tasks.nested(), 0));
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("outer")
                .cause().isInstanceOf(IOException.class).hasMessage("inner");
        assertThat(failure.getCause().getSuppressed()).singleElement()
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(Tasks.class.getName());
        assertThatThrownBy(() -> processes.call(new Tasks.Fails(new IOException("the task's own")), 0))
                .isInstanceOf(IOException.class).hasMessage("the task's own");
        assertThat(processes.lost()).isZero();
        assertThat(processes.started()).isEqualTo(1);
    }

    @Test
    void whatIsNotHereHasAStandIn() throws Exception {
        Compiled.into(compiled, "elsewhere.Trouble", Exception.class);
        Processes processes = open(builder().addClassPath(compiled).allow("elsewhere.*"));
        RemoteFailureException failure = catchThrowableOfType(RemoteFailureException.class,
                () -> processes.call(Tasks.makes(compiled.toString(), "elsewhere.Trouble"), 0));
        assertThat(failure.failureClass()).isEqualTo("elsewhere.Trouble");
        assertThat(failure.text()).isEqualTo("17");
        assertThat(failure).hasMessage("elsewhere.Trouble: 17").hasMessageNotContaining("\n")
                .hasRootCauseMessage("java.lang.IllegalArgumentException: at the bottom")
                .cause().hasMessage("java.io.IOException: below");
        assertThat(failure.getStackTrace()).anyMatch(frame -> frame.getClassName().equals(Tasks.class.getName()));
        assertThat(failure.getCause().getStackTrace()[0].getClassName()).isEqualTo(Tasks.class.getName());
        assertThat(failure.getSuppressed()).singleElement().extracting(Throwable::getMessage)
                .isEqualTo("java.lang.IllegalStateException: suppressed");
    }

    @Test
    void whatWouldSpeakOfThisThreadHasAStandIn() {
        Processes processes = open();
        assertThat(catchThrowableOfType(RemoteFailureException.class,
                () -> processes.call(Tasks.interruptsItself(), 0)).failureClass())
                .isEqualTo("java.lang.InterruptedException");
        assertThat(catchThrowableOfType(RemoteFailureException.class, () -> processes.call(Tasks.overflows(), 0))
                .failureClass()).isEqualTo("java.lang.StackOverflowError");
        assertThat(processes.started()).isEqualTo(1);
    }

    @Test
    void whatCantBeAskedCostsNoChild() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        RemoteFailureException trouble = catchThrowableOfType(RemoteFailureException.class,
                () -> processes.call(Tasks.troubles(), 0));
        assertThat(trouble.failureClass()).isEqualTo(Tasks.Trouble.class.getName());
        assertThat(trouble.text()).isEqualTo("(its text can't be had)");
        assertThat(trouble.getStackTrace()).isEmpty();
        assertThat(trouble).hasNoCause();
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void whatIsTooLongIsCut() throws Exception {
        Processes processes = open(builder().heapBytes(256 << 20).frameBytes(10_000));
        long pid = processes.call(Tasks.pid(), 0);
        RemoteFailureException failure = catchThrowableOfType(RemoteFailureException.class,
                () -> processes.call(Tasks.failsAtLength(), 0));
        assertThat(failure.text()).isEqualTo("all");
        assertThat(failure.getSuppressed()).hasSize(30);
        assertThat(failure.getSuppressed()[29].getStackTrace()[0].getMethodName()).isEqualTo("…");
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void circlesAndFailuresThatFailAreMirrored() throws Exception {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first) {
            @Override
            public String getMessage() {
                throw new IllegalStateException("no text");
            }
        };
        first.initCause(second);
        first.addSuppressed(second);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FailureShape.write(first, new DataOutputStream(bytes));
        RemoteFailureException mirror = FailureShape
                .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(mirror.getCause()).hasMessageEndingWith("(its text can't be had)");
        assertThat(mirror.getCause().getCause()).isSameAs(mirror);
        assertThat(mirror.getSuppressed()).containsExactly(mirror.getCause());
    }
}
