package dev.troupe.internal.cell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.Handler;
import dev.troupe.Props;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What actors have in common, and what is kept for it.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KindsTest {
    private static final class Loader extends ClassLoader {
        Loader() {
            super(KindsTest.class.getClassLoader());
        }

        Class<?> strange() throws Exception {
            String name = Stranger.class.getName();
            try (InputStream bytes = requireNonNull(Stranger.class.getResourceAsStream("Stranger.class"))) {
                byte[] all = bytes.readAllBytes();
                return defineClass(name, all, 0, all.length);
            }
        }
    }

    @Test
    void behaviorsOfOneClassAndMessageAreOneKind() {
        Kinds kinds = new Kinds();
        Props<Object> props = Props.of(Object.class, new Stranger());
        Kind first = kinds.of(props);
        assertThat(kinds.of(Props.of(Object.class, new Stranger()))).isSameAs(first);
        assertThat(kinds.of(props.group("mine"))).isNotSameAs(first);
        assertThat(kinds.of(Props.of(Object.class, (self, message) -> {}))).isNotSameAs(first);
    }

    @Test
    void ofOneClassSoManyKindsAreKeptAndNoMore() {
        Kinds kinds = new Kinds();
        Props<Object> props = Props.of(Object.class, new Stranger());
        for (int number = 0; number < 200; number++) kinds.of(props.group("g" + number));
        assertThat(kinds.of(props.group("g0"))).isSameAs(kinds.of(props.group("g0")));
        assertThat(kinds.of(props.group("g199"))).isNotSameAs(kinds.of(props.group("g199")));
    }

    @Test
    void keepsNoClassLoader() throws Exception {
        Kinds kinds = new Kinds();
        WeakReference<ClassLoader> loader = used(kinds);
        Awaitility.await().until(() -> {
            System.gc();
            return loader.get() == null;
        });
        assertThat(kinds.groups()).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> used(Kinds kinds) throws Exception {
        Class<?> strange = new Loader().strange();
        assertThat(strange).isNotEqualTo(Stranger.class);
        var constructor = strange.getDeclaredConstructor();
        kinds.of(Props.of(Object.class, (Handler<Object>) constructor.newInstance()));
        return new WeakReference<>(strange.getClassLoader());
    }
}
