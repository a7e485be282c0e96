import org.jspecify.annotations.NullMarked;

/// What shows a running actor system from outside. Empty today.
@NullMarked
module dev.troupe.ops {
    requires static transitive org.jspecify;
    requires dev.troupe;
}
