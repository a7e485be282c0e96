package dev.troupe.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Which classes may be made from what the other side sends.
///
/// *Why on both sides.* Who deserialises runs code that the bytes choose: that of any class which is there. So only what is
/// known to be harmless, and what the user allows, is made: values of the JDK, and the user's own classes by name. A lambda
/// crosses as the name of the class in which it is written, and that class is asked for like any other.
///
/// *How much.* Arrays, and the tables of collections, are made in their whole length before their elements are read. Each
/// element takes a byte of the stream at least, a number as many as it has; so the lengths of all arrays in a frame, counted
/// like that, are together no more than the frame may hold. In memory, where a reference takes up to eight bytes, that is at
/// most eight times as much.
///
/// The user's patterns come first, so that they may refuse what is allowed here. Shared by the readers of a side; immutable.
final class Admission {
    static final int DEEPEST = 1_000;

    private static final Set<Class<?>> VALUES = Set.of(Boolean.class, Byte.class, Short.class, Character.class,
            Integer.class, Long.class, Float.class, Double.class, Number.class, String.class, Enum.class, Object.class,
            Class.class, Comparable.class, CharSequence.class, Serializable.class,
            StackTraceElement.class, SerializedLambda.class, BigInteger.class, BigDecimal.class, MathContext.class,
            RoundingMode.class, TimeUnit.class, AtomicBoolean.class, AtomicInteger.class, AtomicLong.class);

    private final @Nullable ObjectInputFilter patterns;
    private final long frameBytes;
    private final ClassLoader loader;

    /// @throws IllegalArgumentException if a pattern is none
    Admission(List<String> patterns, long frameBytes, ClassLoader loader) {
        this.patterns = ObjectInputFilter.Config.createFilter(String.join(";", patterns));
        this.frameBytes = frameBytes;
        this.loader = loader;
    }

    Reader open(InputStream in) throws IOException {
        return new Reader(in);
    }

    private static boolean isValue(Class<?> type) {
        if (VALUES.contains(type)) return true;
        String room = type.getPackageName();
        if (room.equals("java.util") || room.equals("java.time") || room.equals("java.time.chrono")) return true;
        if (room.equals("java.util.concurrent") && isCollection(type.getNestHost())) return true;
        if (room.equals("java.util.concurrent.locks")) return true; // which some of them have within
        return Throwable.class.isAssignableFrom(type) && (isJdks(type) || room.equals("dev.troupe.offload"));
    }

    private static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /// By its loader, too: no other can define a class there, but a class file on the class path would bear the name.
    private static boolean isJdks(Class<?> type) {
        ClassLoader from = type.getClassLoader();
        return type.getName().startsWith("java.")
                && (from == null || from.equals(ClassLoader.getPlatformClassLoader()));
    }

    /// Reads one object, and knows why it refused.
    final class Reader extends ObjectInputStream {
        private @Nullable String refusal;
        /// What the elements of all arrays so far must take in the stream at least.
        private long claimedBytes;

        private Reader(InputStream in) throws IOException {
            super(in);
            setObjectInputFilter(this::check);
        }

        /// What was refused and what to do; null if nothing was.
        @Nullable String refusal() {
            return refusal;
        }

        private Status refuse(String why) {
            refusal = why;
            return Status.REJECTED;
        }

        private Status check(ObjectInputFilter.FilterInfo seen) {
            if (seen.depth() > DEEPEST)
                return refuse("what crosses must not be nested deeper than " + DEEPEST + ", flatten it: depth="
                        + seen.depth());
            if (seen.references() > frameBytes)
                return refuse("objects in a frame must be <= " + frameBytes + ", send less: objects="
                        + seen.references());
            Class<?> type = seen.serialClass();
            if (type == null) return Status.UNDECIDED;
            if (seen.arrayLength() > 0) {
                claimedBytes += seen.arrayLength() * elementBytes(type); // lengths are ints: no overflow
                if (claimedBytes > frameBytes)
                    return refuse("arrays must together fit a frame, raise ProcessPool.Builder.frameBytes: class="
                            + type.getTypeName() + ", length=" + seen.arrayLength() + ", bytesOfAll=" + claimedBytes
                            + ", frameBytes=" + frameBytes);
            }
            while (type.isArray()) type = type.componentType();
            if (type.isPrimitive()) return Status.ALLOWED;
            Status byPattern = patterns == null ? Status.UNDECIDED : patterns.checkInput(new OfClass(type, seen));
            if (byPattern == Status.ALLOWED || (byPattern == Status.UNDECIDED && isValue(type)))
                return Status.ALLOWED;
            return refuse("a class must be allowed where it is read, allow it by ProcessPool.Builder.allow: class="
                    + type.getName());
        }

        /// What an element takes in the stream at least.
        private static long elementBytes(Class<?> array) {
            Class<?> of = array.componentType();
            if (of == long.class || of == double.class) return Long.BYTES;
            if (of == int.class || of == float.class) return Integer.BYTES;
            return of == short.class || of == char.class ? Short.BYTES : 1;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return primitive(described.getName(), e);
            }
        }

        private static Class<?> primitive(String name, ClassNotFoundException otherwise) throws ClassNotFoundException {
            Class<?> found = Class.forPrimitiveName(name);
            if (found == null) throw otherwise;
            return found;
        }

        /// A proxy is a class made to call anything.
        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) {
            refusal = "a proxy can't cross: interfaces=" + String.join(" ", interfaces);
            throw new IllegalArgumentException(refusal);
        }
    }

    /// The element's class in the place of its array's, for the patterns.
    private record OfClass(Class<?> serialClass, ObjectInputFilter.FilterInfo of)
            implements
            ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return of.depth();
        }

        @Override
        public long references() {
            return of.references();
        }

        @Override
        public long streamBytes() {
            return of.streamBytes();
        }
    }
}
