package dev.troupe.interleaving;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/// Runs a scene, which starts threads and checks what must hold when they have ended, under many schedules of them: a
/// model checker decides at which access to shared memory one thread gives way to another.
///
/// A schedule in which some thread can't go on fails the scene, so a lost wake-up is found as a deadlock. Memory is
/// sequentially consistent there: a missing fence isn't found. A scene must not use AssertJ, whose assertions don't
/// bear to be compared, as the model checker does with every object it sees.
public final class Interleavings {
    /// Few, for each build; `-Dtroupe.test.schedules=2000` searches long.
    private static final int SCHEDULES = Integer.getInteger("troupe.test.schedules", 25);
    private static final int SCHEDULES_TO_FAIL = 1000;

    /// The model checker lets threads give way only where they touch what it knows to be shared, and doesn't see what
    /// a lambda captures. What a scene is about is found from here.
    @SuppressWarnings({"unused", "NonFinalStaticField"})
    private static Object[] shared = {};

    private Interleavings() {}

    /// Names what the threads of a scene share, if only what they run refers to it.
    public static <T> T shared(T what) {
        shared = new Object[] {what};
        return what;
    }

    /// The scene holds in each schedule.
    public static void hold(Runnable scene) {
        hold(1, scene);
    }

    /// The scene holds in each schedule, of so many times more than usual.
    public static void hold(int times, Runnable scene) {
        Lincheck.runConcurrentTest(times * SCHEDULES, scene);
    }

    /// The scene fails in some schedule. The model checker's own report now and then stumbles over a trace it can't
    /// print ("GPMC trace is expected"), after it has found the failure: then it is asked again.
    ///
    /// @return how: the first lines of the report
    public static String failure(Runnable scene) {
        for (int attempt = 1;; attempt++) {
            try {
                Lincheck.runConcurrentTest(SCHEDULES_TO_FAIL, scene);
                return "held in " + SCHEDULES_TO_FAIL + " schedules";
            } catch (LincheckAssertionError e) {
                return e.toString().substring(0, Math.min(400, e.toString().length()));
            } catch (IllegalStateException e) {
                if (attempt == 5 || !String.valueOf(e.getMessage()).contains("GPMC trace")) throw e;
            }
        }
    }

    /// Runs each in a thread of its own; returns when all have ended.
    ///
    /// @throws AssertionError with what one of them has thrown
    public static void together(Runnable... works) {
        Throwable[] thrown = {null};
        shared = works;
        // plainly: the model checker doesn't see a thread that a method reference makes or starts
        Thread[] threads = new Thread[works.length];
        for (int n = 0; n < works.length; n++) {
            Runnable work = works[n];
            threads[n] = new Thread(() -> {
                try {
                    work.run();
                } catch (Throwable t) {
                    thrown[0] = t;
                }
            });
            threads[n].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        if (thrown[0] != null) throw new AssertionError("thrown: " + thrown[0], thrown[0]);
    }

    /// For scenes.
    ///
    /// @throws AssertionError unless it is true
    public static void check(boolean holds, Object seen) {
        if (!holds) throw new AssertionError("seen: " + seen);
    }
}
