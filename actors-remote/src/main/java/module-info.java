import org.jspecify.annotations.NullMarked;

/// The same actor references across machines, on an existing cluster engine. Empty today.
@NullMarked
module dev.troupe.remote {
    requires static transitive org.jspecify;
    requires dev.troupe;
}
