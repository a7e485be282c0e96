package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

/// How much memory what crosses may ask for.
class AdmissionTest {
    private static Admission.Reader reader(byte[] bytes, long frameBytes) throws IOException {
        return new Admission(List.of(), frameBytes, AdmissionTest.class.getClassLoader())
                .open(new ByteArrayInputStream(bytes));
    }

    private static byte[] written(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    /// Arrays that say they are long, each the first element of the one around it.
    private static byte[] nested(int arrays, int length) throws IOException {
        byte[] one = written(new Object[0]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(one, 0, one.length - Integer.BYTES);
        out.writeInt(length);
        for (int i = 1; i < arrays; i++) {
            out.writeByte(0x75); // an array, of the class already described
            out.writeByte(0x71);
            out.writeInt(0x7E0000);
            out.writeInt(length);
        }
        return bytes.toByteArray();
    }

    @Test
    void arraysTogetherMustFitAFrame() throws IOException {
        byte[] bytes = nested(40, 60_000);
        assertThat(bytes).hasSizeLessThan(500);
        Admission.Reader reader = reader(bytes, 100_000);
        assertThatThrownBy(reader::readObject).isInstanceOf(InvalidClassException.class);
        assertThat(reader.refusal())
                .isEqualTo("arrays must together fit a frame, raise ProcessPool.Builder.frameBytes: "
                        + "class=java.lang.Object[], length=60000, bytesOfAll=120000, frameBytes=100000");
    }

    static Stream<Arguments> honest() {
        List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
        Map<Integer, Integer> map = new HashMap<>();
        for (Integer number : numbers) map.put(number, null);
        List<Map<?, ?>> small = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) small.add(new HashMap<>(Collections.singletonMap(null, null)));
        List<Set<?>> sets = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) sets.add(new HashSet<>(Collections.singleton(null)));
        return Stream.<Object>of(new Object[10_000], new Object[100][100], new int[10_000], new long[50][50], numbers,
                new ArrayList<>(numbers), new ArrayDeque<>(numbers), map, new LinkedHashMap<>(map),
                new HashSet<>(numbers), Set.copyOf(numbers), new ConcurrentHashMap<>(Map.of(1, 2)), new TreeMap<>(map),
                new CopyOnWriteArrayList<>(numbers), small, sets, new HashMap<>(4_000), new ArrayList<>(4_000))
                .map(one -> Arguments.of(new Object[] {one})); // an array is one argument, too
    }

    @ParameterizedTest
    @MethodSource("honest")
    void whatHasBeenWrittenInAFrameFits(Object object) throws Exception {
        byte[] bytes = written(object);
        Admission.Reader reader = reader(bytes, bytes.length);
        Object read = reader.readObject();
        assertThat(read).isInstanceOf(object.getClass());
        if (object instanceof Map || object instanceof Iterable)
            assertThat(read.toString()).hasSize(object.toString().length());
    }
}
