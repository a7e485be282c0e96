package dev.troupe.internal.process;

import dev.troupe.offload.ProcessTask;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What tests have done in a child. Knows no test library, which children need not have.
final class Tasks {
    private Tasks() {}

    private static int count;

    record Echo<T>(T value) implements ProcessTask<T> {
        @Override
        public T call() {
            return value;
        }
    }

    record Prints(List<String> lines) implements ProcessTask<Integer> {
        @Override
        public Integer call() {
            lines.forEach(System.out::println);
            return lines.size();
        }
    }

    record Fails(Exception failure) implements ProcessTask<Object> {
        @Override
        public Object call() throws Exception {
            throw failure;
        }
    }

    /// Whoever reads one runs out of memory.
    static final class Heavy implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream from) {
            throw new OutOfMemoryError("by hand");
        }
    }

    static ProcessTask<Heavy> heavy() {
        return Heavy::new;
    }

    /// Can't be asked anything.
    static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("no text");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[] {null};
        }

        @Override
        public synchronized Throwable getCause() {
            throw new InternalError("no cause");
        }

        private void writeObject(ObjectOutputStream to) {
            throw this;
        }
    }

    static ProcessTask<Object> troubles() {
        return () -> {
            throw new Trouble();
        };
    }

    /// Fails in more words than a frame takes.
    static ProcessTask<Object> failsAtLength() {
        return () -> {
            String words = "€".repeat(16_000);
            StackTraceElement[] frames = new StackTraceElement[1_000];
            java.util.Arrays.fill(frames, new StackTraceElement(words, words, words, words, words, words, 1));
            Exception all = new Exception("all");
            for (int i = 0; i < 30; i++) {
                Exception one = new Exception("one");
                one.setStackTrace(frames);
                all.addSuppressed(one);
            }
            throw all;
        };
    }

    /// A class that is nested, and so allowed.
    record Node(Node next) implements Serializable {}

    static ProcessTask<Integer> doubled(int n) {
        return () -> 2 * n;
    }

    static ProcessTask<Long> pid() {
        return () -> ProcessHandle.current().pid();
    }

    static ProcessTask<Integer> counted() {
        return () -> ++count;
    }

    static ProcessTask<Object> nothing() {
        return () -> null;
    }

    static ProcessTask<Integer> inputByte() {
        return () -> System.in.read();
    }

    static ProcessTask<String> variable(String name) {
        return () -> System.getenv(name);
    }

    static ProcessTask<String> property(String name) {
        return () -> System.getProperty(name);
    }

    static ProcessTask<Object> exits(int code) {
        return () -> {
            System.out.println("last words");
            System.exit(code);
            return null;
        };
    }

    static ProcessTask<Object> halts(int code) {
        return () -> {
            Runtime.getRuntime().halt(code);
            return null;
        };
    }

    /// Says so, and never ends.
    static ProcessTask<Object> hangs() {
        return () -> {
            System.out.println("hanging " + ProcessHandle.current().pid());
            while (true) Thread.onSpinWait();
        };
    }

    static ProcessTask<Object> waits() {
        return () -> {
            System.out.println("hanging " + ProcessHandle.current().pid());
            new CountDownLatch(1).await();
            return null;
        };
    }

    static ProcessTask<Object> fillsHeap() {
        return () -> {
            List<Object> all = new ArrayList<>();
            while (all.size() < Integer.MAX_VALUE) all.add(new long[1 << 16]);
            return all.size();
        };
    }

    static ProcessTask<Object> throwsOutOfMemory() {
        return () -> {
            throw new OutOfMemoryError("by hand");
        };
    }

    @SuppressWarnings("restricted")
    static ProcessTask<Object> crashes() {
        return () -> {
            MemorySegment.ofAddress(8).reinterpret(8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            return null;
        };
    }

    static ProcessTask<Long> startsAProcess() {
        return () -> new ProcessBuilder("sleep", "1000").inheritIO().start().pid();
    }

    static ProcessTask<Object> startsAProcessAndHalts() {
        return () -> {
            System.out.println("started " + new ProcessBuilder("sleep", "1000").start().pid());
            Runtime.getRuntime().halt(9);
            return null;
        };
    }

    static ProcessTask<Object> printsInOnePiece(int bytes) {
        return () -> {
            System.out.print("ü".repeat(bytes / 2));
            return null;
        };
    }

    static ProcessTask<Thread> returnsAThread() {
        return () -> new Thread(() -> {});
    }

    static ProcessTask<Integer> captures(Object value) {
        return () -> value.hashCode();
    }

    static ProcessTask<byte[]> bytes(int length) {
        return () -> new byte[length];
    }

    static ProcessTask<Integer> length(byte[] bytes) {
        return () -> bytes.length;
    }

    static ProcessTask<Node> chain(int length) {
        return () -> {
            Node last = null;
            for (int i = 0; i < length; i++) last = new Node(last);
            return last;
        };
    }

    static ProcessTask<Object> overflows() {
        return () -> overflow(1);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Object overflow(int depth) {
        return overflow(depth + 1) + "";
    }

    static ProcessTask<Object> interruptsItself() {
        return () -> {
            Thread.currentThread().interrupt();
            Thread.sleep(1);
            return null;
        };
    }

    static ProcessTask<Object> nested() {
        return () -> {
            IOException inner = new IOException("inner");
            inner.addSuppressed(new IllegalArgumentException("suppressed"));
            throw new IllegalStateException("outer", inner);
        };
    }

    /// Makes what a class loader of its own finds in a folder; throws it if it can.
    static ProcessTask<Object> makes(String folder, String type) {
        return () -> {
            @SuppressWarnings("resource")
            ClassLoader loader = new URLClassLoader(new URL[] {Path.of(folder).toUri().toURL()});
            Object made = loader.loadClass(type).getConstructor(String.class).newInstance("17");
            if (made instanceof Exception failure) {
                failure.initCause(new IOException("below", new IllegalArgumentException("at the bottom")));
                failure.addSuppressed(new IllegalStateException("suppressed"));
                throw failure;
            }
            return made;
        };
    }

    static ProcessTask<Object> grows(int bytes) {
        return () -> {
            kept = new byte[bytes];
            java.util.Arrays.fill(kept, (byte) 1);
            return null;
        };
    }

    private static byte[] kept = {};

    static ProcessTask<Object> failsUnless(String marker) {
        return () -> {
            Path path = Path.of(marker);
            if (Files.deleteIfExists(path)) Runtime.getRuntime().halt(9);
            return kept.length;
        };
    }
}
