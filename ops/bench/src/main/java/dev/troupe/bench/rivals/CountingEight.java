package dev.troupe.bench.rivals;

/// [Counting] with eight actors that send.
public class CountingEight extends Counting {
    @Override
    int producers() {
        return 8;
    }
}
