package dev.troupe.internal.coroutine;

import dev.troupe.internal.log.Log;
import java.util.Locale;

/// Which engine a JVM gets: `-Dtroupe.coroutines=auto|baton|virtual|continuation`.
///
/// `auto`, the default, takes the best that is safe with the flags given: `virtual` where `java.lang` is open to this
/// library, else `baton`; never `continuation`, whose bodies must keep rules that nothing checks. An engine asked for by
/// name without its flag is an error that prints the flag, in the form that fits the class path or the module path.
///
/// @param wanted the property's value
record EngineChoice(String wanted) {
    static final String PROPERTY = "troupe.coroutines";
    private static final Module OURS = EngineChoice.class.getModule();

    static EngineChoice fromProperty() {
        return new EngineChoice(System.getProperty(PROPERTY, "auto"));
    }

    Engine choose() {
        Engine engine = switch (wanted.strip().toLowerCase(Locale.ROOT)) {
            case "auto" -> VirtualEngine.available() ? new VirtualEngine() : new BatonEngine();
            case "baton" -> new BatonEngine();
            case "virtual" -> {
                if (!VirtualEngine.available())
                    throw missing("--add-opens=java.base/java.lang", VirtualEngine.permitted());
                yield new VirtualEngine();
            }
            case "continuation" -> {
                if (!ContinuationEngine.available())
                    throw missing("--add-exports=java.base/jdk.internal.vm", ContinuationEngine.permitted());
                yield new ContinuationEngine();
            }
            default -> throw new IllegalStateException(
                    PROPERTY + " must be auto, baton, virtual or continuation: value=" + wanted);
        };
        log(engine);
        return engine;
    }

    private IllegalStateException missing(String flag, boolean given) {
        if (given)
            return new IllegalStateException("the coroutine engine does not know the internals of this JDK: engine="
                    + wanted.strip() + ", java.version=" + System.getProperty("java.version"));
        return new IllegalStateException(
                "the coroutine engine needs a flag for the JVM: engine=" + wanted.strip() + ", flag="
                        + flag + "=" + recipient());
    }

    private static String recipient() {
        return OURS.isNamed() ? OURS.getName() : "ALL-UNNAMED";
    }

    private static void log(Engine engine) {
        if (engine instanceof BatonEngine)
            Log.logger().info("coroutine engine: baton (a faster one needs --add-opens=java.base/java.lang={})",
                    recipient());
        else
            Log.logger().debug("coroutine engine: {}", engine.name());
    }
}
