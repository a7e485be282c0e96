package dev.troupe.coroutine;

/// A checked exception on its way into a generator or out of it. Unchecked ones travel as they are.
///
/// {@snippet file="dev/troupe/SnippetsTest.java" region="generatorException"}
public final class GeneratorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GeneratorException(Throwable cause) {
        super(cause);
    }
}
