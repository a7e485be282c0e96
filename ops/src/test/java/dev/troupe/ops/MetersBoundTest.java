package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorRef;
import dev.troupe.ActorSystem;
import dev.troupe.Props;
import dev.troupe.Scheduler;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever goes on, meters cost bounded memory, and counters don't go back.
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class MetersBoundTest {
    @Test
    void threeHundredGroupsAreAHundredAndOther() {
        try (MetersScene scene = new MetersScene()) {
            for (int n = 0; n < 300; n++)
                scene.system.spawn("a" + n, Props.of(Integer.class, (self, m) -> {}).group("g" + n)).tell(n);
            scene.settle();
            assertThat(MetersScene.values(scene.registry, "type")).hasSize(101).contains("other");
            assertThat(scene.count(ActorMeter.PROCESSED, "type", "other")).isEqualTo(200);
            assertThat(scene.gauge(ActorMeter.LIVE, "type", "other")).isEqualTo(200);
            assertThat(scene.timer(ActorMeter.PROCESSING, "type", "other").count()).isEqualTo(200);
        }
    }

    @Test
    void threeHundredExceptionsAreAHundredAndOther() {
        try (MetersScene scene = new MetersScene()) {
            for (int n = 0; n < 300; n++) {
                RuntimeException crash = exception(n);
                scene.system.spawn("a" + n, Integer.class, (self, m) -> {
                    throw crash;
                }).tell(n);
            }
            scene.settle();
            assertThat(scene.count(ActorMeter.FAILURES, "exception", "other", "directive", "stop")).isEqualTo(200);
            assertThat(MetersScene.values(scene.registry, "exception")).hasSize(101);
        }
    }

    /// An exception of a class of its own.
    private static RuntimeException exception(int n) {
        ClassDesc parent = ClassDesc.of(RuntimeException.class.getName());
        byte[] code = ClassFile.of().build(ClassDesc.of("dev.troupe.ops.Crash" + n),
                made -> made.withSuperclass(parent).withMethodBody(ConstantDescs.INIT_NAME,
                        MethodTypeDesc.ofDescriptor("()V"),
                        ClassFile.ACC_PUBLIC, body -> body.aload(0).invokespecial(parent, ConstantDescs.INIT_NAME,
                                MethodTypeDesc.ofDescriptor("()V")).return_()));
        try {
            Class<?> type = java.lang.invoke.MethodHandles.lookup().defineClass(code);
            return (RuntimeException) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException thrown) {
            throw new LinkageError("a class can't be made", thrown);
        }
    }

    @Test
    void countersDontGoBackWhenActorsEnd() throws InterruptedException {
        MockClock time = new MockClock();
        SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
        int actors = 20_000;
        CountDownLatch ended = new CountDownLatch(actors);
        try (ActorSystem system = ActorSystem.builder().scheduler(Scheduler.parallel(2)).build();
                ActorMetrics metrics = new ActorMetrics(system)) {
            metrics.bindTo(registry);
            Thread spawning = Thread.ofPlatform().start(() -> {
                for (int n = 0; n < actors; n++) {
                    ActorRef<Integer> each = system.spawn("a" + n, Integer.class, self -> {
                        for (int left = 3; left > 0; left--) self.receive();
                        ended.countDown();
                    });
                    for (int m = 0; m < 3; m++) each.tell(m);
                }
            });
            Map<String, Double> before = new HashMap<>();
            int polls = 0;
            while (ended.getCount() > 0 || polls < 10) {
                time.add(Duration.ofSeconds(1));
                polls++;
                registry.forEachMeter(meter -> {
                    if (!(meter instanceof io.micrometer.core.instrument.FunctionCounter counter)) return;
                    double now = counter.count();
                    assertThat(now).as(meter.getId().toString())
                            .isGreaterThanOrEqualTo(before.getOrDefault(meter.getId().toString(), 0.0));
                    before.put(meter.getId().toString(), now);
                });
            }
            spawning.join();
            system.run();
            time.add(Duration.ofSeconds(1));
            assertThat(registry.get("actors.processed").functionCounter().count()).isEqualTo(3 * actors);
            assertThat(registry.get("actors.scheduler.workers").tag("scheduler", "parallel-2").gauge().value())
                    .isEqualTo(2);
        }
    }
}
