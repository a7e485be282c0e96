package dev.troupe.internal.process;

/// What a frame holds.
enum Kind {
    /// From a child, once: it is there. The protocol's version follows as an int.
    READY(0),
    /// To a child: a task, serialised.
    TASK(1),
    /// From a child: what the task returned, serialised.
    RESULT(2),
    /// From a child: the task's failure, as [FailureShape] writes it. `FAILURE_OBJECT` follows.
    FAILURE(3),
    /// From a child: the same failure, serialised; aborted if it can't be.
    FAILURE_OBJECT(4),
    /// From a child: the task could not be read, or its result not be written; the reason as text.
    REFUSAL(5);

    /// What the library itself writes is short, and not the user's to limit.
    private static final long OWN_BYTES = 64L * 1024 * 1024;

    long limitBytes(long ofObjects) {
        return switch (this) {
            case TASK, RESULT, FAILURE_OBJECT -> ofObjects;
            case READY, FAILURE, REFUSAL -> OWN_BYTES;
        };
    }

    private final byte code;

    Kind(int code) {
        this.code = (byte) code;
    }

    /// What stands for it in a frame.
    byte code() {
        return code;
    }

    static Kind of(byte code) throws ProtocolException {
        for (Kind kind : values()) if (kind.code == code) return kind;
        throw new ProtocolException("a frame's kind must be known: kind=" + code);
    }
}
