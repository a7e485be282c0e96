package dev.troupe.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProcessPoolBuilderTest {
    private static void refuses(Consumer<ProcessPool.Builder> setting, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> setting.accept(ProcessPool.builder())).withMessage(text);
    }

    @Test
    void badValuesAreRefusedByName() {
        refuses(b -> b.name(" "), "pool name must not be blank: name= ");
        refuses(b -> b.workers(0), "workers must be >= 1: workers=0");
        refuses(b -> b.heapBytes(1_000), "heapBytes must be >= 8388608: heapBytes=1000");
        refuses(b -> b.recycleAfterTasks(0), "recycleAfterTasks must be >= 1: recycleAfterTasks=0");
        refuses(b -> b.recycleAboveBytes(0), "recycleAboveBytes must be >= 1: recycleAboveBytes=0");
        refuses(b -> b.idleLimit(Duration.ZERO), "idleLimit must be > 0: idleLimit=PT0S");
        refuses(b -> b.losses(-1, Duration.ofSeconds(1)), "losses must be >= 0: losses=-1");
        refuses(b -> b.losses(1, Duration.ZERO), "lossPeriod must be > 0: lossPeriod=PT0S");
        refuses(b -> b.backOff(Duration.ZERO, Duration.ZERO), "backOffFirst must be > 0: backOffFirst=PT0S");
        refuses(b -> b.backOff(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                "back-off cap must not be shorter than the first pause: first=PT2S, cap=PT1S");
        refuses(b -> b.startLimit(Duration.ofSeconds(-1)), "startLimit must be > 0: startLimit=PT-1S");
        refuses(b -> b.frameBytes(10), "frameBytes must be >= 1024: frameBytes=10");
        refuses(b -> b.allow(int[].class), "an allowed class must be no array and no primitive: class=int[]");
        refuses(b -> b.allow("maxdepth=3"), "an allowed pattern must be one that names classes: pattern=maxdepth=3");
        refuses(b -> b.allow(".**"),
                "an allowed pattern must be in the form of ObjectInputFilter: pattern=.**");
    }

    @Test
    void whatIsSetIsKept() {
        var settings = ProcessPool.builder().name("images").workers(3).heapBytes(1L << 30).jvmOptions("-Xss4m")
                .classPath(Path.of("/a")).addClassPath(Path.of("/b")).environment(Map.of("A", "b"))
                .allow(Map.Entry.class).allow("com.example.**").settings();
        assertThat(settings.name()).isEqualTo("images");
        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.jvmOptions()).containsExactly("-Xss4m");
        assertThat(settings.classPath()).containsExactly(Path.of("/a"), Path.of("/b"));
        assertThat(settings.environment()).isEqualTo(Map.of("A", "b"));
        assertThat(settings.allowed()).containsExactly("java.util.Map$Entry", "java.util.Map$Entry$*",
                "com.example.**");
        assertThat(settings.startLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.frameBytes()).isEqualTo(64L << 20);
    }
}
