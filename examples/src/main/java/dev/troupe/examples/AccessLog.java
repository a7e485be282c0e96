package dev.troupe.examples;

import dev.troupe.coroutine.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Lines of a web server's log in Common Log Format: those of the file that the options name, or 100,000 made of their seed.
final class AccessLog {
    private static final int LINES = 100_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] PAGES = {"/", "/index.html", "/images/troupe.jpg", "/images/stage.png", "/python/",
        "/java/actors.html", "/about", "/search?q=actors"};

    private AccessLog() {}

    /// Sends the lines into a sink, which has then ended, whatever happens.
    ///
    /// @return the sink's result
    /// @throws IOException if the options name a file that can't be read
    static <R> R into(Sink<String, R> sink, Options options) throws IOException {
        Path file = options.file();
        try (sink; var lines = file == null ? made(options.seed()) : lines(file)) {
            return sink.drain(lines);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    private static Stream<String> lines(Path file) throws IOException {
        try {
            return Files.lines(file, StandardCharsets.ISO_8859_1); // each byte is a character: no line can be malformed
        } catch (IOException e) {
            throw new IOException("file must be there to be read: file=" + file + ", cause=" + e, e);
        }
    }

    static Stream<String> made(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, LINES).mapToObj(n -> line(n, random));
    }

    private static String line(int second, SplittableRandom random) {
        boolean icon = random.nextInt(1_000) == 0;
        return String.format(Locale.ROOT, "10.%d.%d.%d - - [%s] \"GET %s HTTP/1.1\" %d %d", random.nextInt(256),
                random.nextInt(256), random.nextInt(256), TIME.format(Instant.ofEpochSecond(1_600_000_000 + second)),
                icon ? "/favicon.ico" : PAGES[random.nextInt(PAGES.length)], icon ? 404 : 200, random.nextInt(50_000));
    }
}
