package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.troupe.offload.ProcessTask;
import dev.troupe.offload.TransferException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can't cross is told by name, and costs no child.
class TransferTest extends WithProcesses {
    @TempDir
    Path compiled;

    private static TransferException refusal(Processes processes, ProcessTask<?> task) {
        return catchThrowableOfType(TransferException.class, () -> processes.call(task, 0));
    }

    @Test
    void whatIsNotSerialisableIsNamed() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        assertThat(refusal(processes, Tasks.captures(new Thread()))).hasMessageContainingAll(
                "make it java.io.Serializable", "class=java.lang.Thread, in=task, worker=w-1");
        assertThat(refusal(processes, Tasks.returnsAThread()))
                .hasMessageContainingAll("class=java.lang.Thread, in=result, worker=w-1");
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void classesAreAllowedOnBothSides() throws Exception {
        Processes processes = open(builder().allow("!dev.troupe.internal.process.Stranger"));
        long pid = processes.call(Tasks.pid(), 0);
        String allow = "allow it by ProcessPool.Builder.allow: class=";
        assertThat(refusal(processes, new Stranger())).as("a task")
                .hasMessageContaining(allow + "dev.troupe.internal.process.Stranger, in=task, worker=w-1");
        assertThat(refusal(processes, Stranger.lambda())).as("a lambda's class")
                .hasMessageContaining(allow + "dev.troupe.internal.process.Stranger, in=task");
        assertThat(refusal(processes, Tasks.captures(new Stranger[0]))).as("an array's class")
                .hasMessageContaining(allow + "dev.troupe.internal.process.Stranger, in=task");
        assertThat(refusal(processes, Tasks.makes(compiled(), "elsewhere.Value"))).as("a result")
                .hasMessageContaining("class=elsewhere.Value");
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
        assertThat(open(builder().allow("dev.troupe.internal.process.*")).call(new Stranger(), 0)).isEqualTo(17);
    }

    @Test
    void aResultsClassIsRefusedHereToo() throws Exception {
        Admission none = new Admission(java.util.List.of(), 1 << 20, getClass().getClassLoader());
        var bytes = new java.io.ByteArrayOutputStream();
        new java.io.ObjectOutputStream(bytes).writeObject(new Tasks.Node(null));
        Admission.Reader reader = none.open(new java.io.ByteArrayInputStream(bytes.toByteArray()));
        assertThatThrownBy(reader::readObject).isInstanceOf(java.io.InvalidClassException.class);
        assertThat(reader.refusal()).endsWith("class=dev.troupe.internal.process.Tasks$Node");
    }

    @Test
    void whatIsTooLongIsToldOnBothSides() throws Exception {
        Processes processes = open(builder().frameBytes(100_000));
        long pid = processes.call(Tasks.pid(), 0);
        String rule = "raise ProcessPool.Builder.frameBytes: a frame must be <= 100000 bytes, in=";
        assertThat(processes.call(Tasks.bytes(90_000), 0)).hasSize(90_000);
        assertThat(refusal(processes, Tasks.bytes(110_000))).hasMessageContaining(rule + "result");
        assertThat(refusal(processes, Tasks.bytes(1_000_000))).hasMessageContaining(rule + "result");
        assertThat(refusal(processes, Tasks.length(new byte[1_000_000]))).hasMessageContaining(rule + "task");
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void memoryThatRunsOutHereCostsTheChildAlone() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        assertThat(refusal(processes, Tasks.heavy())).hasMessageContainingAll("needs more memory than there is",
                "failure=java.lang.OutOfMemoryError: by hand, worker=w-1");
        assertThat(processes.call(Tasks.pid(), 0)).isNotEqualTo(pid);
        assertThat(processes.lost()).isZero();
    }

    @Test
    void whatIsNestedTooDeepIsTold() throws Exception {
        Processes processes = open();
        long pid = processes.call(Tasks.pid(), 0);
        assertThat(processes.call(Tasks.chain(500), 0)).isInstanceOf(Tasks.Node.class);
        FutureTask<TransferException> tooDeep = new FutureTask<>(() -> refusal(processes, Tasks.chain(1_100)));
        Thread.ofPlatform().stackSize(16 << 20).start(tooDeep); // the rule is met before the stack's end
        assertThat(tooDeep.get()).hasMessageContainingAll("nested deeper than 1000", "result");
        assertThat(refusal(processes, Tasks.chain(200_000))).hasMessageContainingAll("nested so deep", "in=result");
        Tasks.Node deep = Tasks.chain(200_000).call();
        assertThat(refusal(processes, new Tasks.Echo<>(deep))).hasMessageContainingAll("nested so deep", "in=task");
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    @Test
    void aClassThatIsNotHereIsNamed() throws Exception {
        Processes processes = open(builder().allow("elsewhere.**"));
        long pid = processes.call(Tasks.pid(), 0);
        assertThat(refusal(processes, Tasks.makes(compiled(), "elsewhere.Value")))
                .hasMessageContainingAll("put it on ProcessPool.Builder.classPath", "class=elsewhere.Value");
        assertThat(processes.call(Tasks.pid(), 0)).isEqualTo(pid);
    }

    private String compiled() throws Exception {
        Compiled.into(compiled, "elsewhere.Value", java.math.BigInteger.class);
        return compiled.toString();
    }

    @Test
    void proxiesDontCross() {
        Processes processes = open();
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {Comparable.class}, (java.lang.reflect.InvocationHandler & java.io.Serializable) (on,
                        method, arguments) -> 0);
        assertThat(refusal(processes, new Tasks.Echo<>(proxy))).hasMessageContaining("a proxy can't cross");
    }
}
