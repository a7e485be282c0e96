/// Actors as named generators, driven by a message scheduler.
@org.jspecify.annotations.NullMarked
module dev.troupe {
    requires org.jctools.core.jdk11;
    requires transitive org.slf4j;
    requires static transitive org.jspecify;

    uses org.slf4j.spi.SLF4JServiceProvider;

    exports dev.troupe;
    exports dev.troupe.coroutine;
    exports dev.troupe.offload;
    exports dev.troupe.routing;
    exports dev.troupe.simulation;
    exports dev.troupe.spi;
    exports dev.troupe.supervision;
}
