package dev.troupe.internal.worker;

/// Room between what one worker writes at each turn and whatever the collector has put before it in memory: a cache line that
/// one processor writes and another uses moves between them each time. Where the counters of two workers had come to share
/// one, ten thousand pairs took up to three times as long for a message. JCTools' way: the fields of a class stand behind those
/// of its superclass.
@SuppressWarnings("UnusedVariable")
abstract class Padding extends Thread {
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;

    Padding(String name) {
        super(name);
    }
}
