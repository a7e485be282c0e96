import org.jspecify.annotations.NullMarked;

/// What shows a running actor system from outside: meters for Micrometer, and a live dashboard.
///
/// Micrometer's jars are automatic modules.
@NullMarked
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.troupe.ops {

    requires static transitive org.jspecify;
    requires transitive dev.troupe;
    requires transitive micrometer.core;
    requires transitive micrometer.registry.prometheus;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.jfr;
    requires jdk.management;
    requires org.jctools.core.jdk11;
    requires org.slf4j;
    requires tools.jackson.databind;

    // What becomes JSON.
    opens dev.troupe.ops.internal.api to tools.jackson.databind;
    opens dev.troupe.ops.internal.watch to tools.jackson.databind;
}
