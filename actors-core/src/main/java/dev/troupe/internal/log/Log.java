package dev.troupe.internal.log;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/// The library's loggers: SLF4J's where it has a provider, else ones that write warnings and errors to `System.err`.
public final class Log {
    private Log() {}

    /// The logger of the library itself.
    public static Logger logger() {
        return Library.LOGGER;
    }

    /// A logger by name.
    public static Logger logger(String name) {
        return Provider.PRESENT ? LoggerFactory.getLogger(name) : new StderrLogger(name);
    }

    private static final class Library {
        static final Logger LOGGER = logger("dev.troupe");
    }

    /// Asked for before SLF4J is touched, which would print a warning of its own.
    private static final class Provider {
        static final boolean PRESENT = System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) != null
                || isNamed(ServiceLoader.load(SLF4JServiceProvider.class, Log.class.getClassLoader()))
                || isNamed(ServiceLoader.load(SLF4JServiceProvider.class));

        /// Whether there is one, without making it. What is wrong with it is for SLF4J to say.
        private static boolean isNamed(ServiceLoader<SLF4JServiceProvider> providers) {
            try {
                return providers.stream().findAny().isPresent();
            } catch (ServiceConfigurationError e) {
                return true;
            }
        }
    }
}
