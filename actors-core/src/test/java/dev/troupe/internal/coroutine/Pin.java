package dev.troupe.internal.coroutine;

import java.util.Iterator;
import java.util.List;

/// What stands on the stack below the code it runs, so that the stack can't be left.
enum Pin {
    CLASS_INITIALISER {
        @Override
        void run(Runnable code) {
            running = code;
            UNUSED.next().run();
        }
    },
    /// `Class.forName` is native, and asks the loader in Java.
    NATIVE_FRAME {
        @Override
        void run(Runnable code) throws Exception {
            Class.forName(Pin.class.getName(), false, new ClassLoader(null) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) {
                    code.run();
                    return Pin.class;
                }
            });
        }
    };

    private static Runnable running = () -> {};

    /// Each class is initialised once for the life of the JVM; by an access from Java code, with no native frame.
    private static final Iterator<Runnable> UNUSED = List.<Runnable>of(() -> I0.touch(), () -> I1.touch(),
            () -> I2.touch(), () -> I3.touch(), () -> I4.touch(), () -> I5.touch(), () -> I6.touch(), () -> I7.touch(),
            () -> I8.touch(), () -> I9.touch()).iterator();

    abstract void run(Runnable code) throws Exception;

    private static boolean initialise() {
        running.run();
        return true;
    }

    private static final class I0 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I1 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I2 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I3 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I4 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I5 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I6 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I7 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I8 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }

    private static final class I9 {
        static final boolean DONE = initialise();

        static boolean touch() {
            return DONE;
        }
    }
}
