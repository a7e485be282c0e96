package dev.troupe.bench.rivals;

import java.util.Locale;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// How long everything is measured.
enum Form {
    /// Says whether all works, and roughly how fast: compilers haven't finished when it measures. Only those that a goal names.
    SHORT,
    /// What the workloads' annotations say.
    FULL;

    private static final int SHORT_LEAVES = 10_000;

    static Form called(String name) {
        return switch (name) {
            case "short" -> SHORT;
            case "full" -> FULL;
            default -> throw new IllegalArgumentException("say short, full or table: " + name);
        };
    }

    boolean has(String contender) {
        return this == FULL || !(contender.equals("akka") || contender.equals("jox"));
    }

    ChainedOptionsBuilder options(Work work, String contender) {
        boolean manyActors = this == FULL && work == Work.SKYNET;
        ChainedOptionsBuilder options = new OptionsBuilder().include(work.pattern()).param("contender", contender)
                .shouldFailOnError(true).jvmArgs(flags(manyActors ? "4g" : "512m"));
        if (this == FULL) return options;
        if (work == Work.SKYNET)
            options.param("leaves", String.valueOf(SHORT_LEAVES)).operationsPerInvocation(Skynet.actors(SHORT_LEAVES));
        return options.forks(1).warmupIterations(2).warmupTime(TimeValue.milliseconds(250)).measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(150));
    }

    /// A heap that is touched beforehand: else the system's handing out of fresh pages may be most of what is measured.
    private String[] flags(String heap) {
        return new String[] {"-XX:+UseG1GC", "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch",
            "-D" + Finish.PATIENCE + "=" + (this == FULL ? 120 : 15)};
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
