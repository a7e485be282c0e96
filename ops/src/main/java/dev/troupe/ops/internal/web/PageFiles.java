package dev.troupe.ops.internal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page's files: those that `files.txt` beside them names, and nothing else. They are read once, into memory, so that a path of
/// a request never becomes the path of a file.
final class PageFiles {
    private static final String FOLDER = "/dev/troupe/ops/page/";
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "png",
            "image/png", "txt", "text/plain; charset=utf-8", "json", "application/json", "woff2", "font/woff2");

    /// A file of the page.
    static final class PageFile {
        final String type;
        final byte[] bytes;
        final String etag;

        PageFile(String type, byte[] bytes, String etag) {
            this.type = type;
            this.bytes = bytes;
            this.etag = etag;
        }
    }

    private final Map<String, PageFile> files = new HashMap<>();

    PageFiles() {
        for (String line : new String(read("files.txt"), StandardCharsets.UTF_8).split("\n", -1)) {
            String name = line.strip();
            if (!name.isEmpty()) files.put(name, file(name));
        }
    }

    private static PageFile file(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) throw new IllegalStateException("type of a file of the page must be known: file=" + name);
        byte[] bytes = read(name);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new PageFile(type, bytes, '"' + HexFormat.of().formatHex(digest, 0, 12) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) throw new IllegalStateException("file of the page must be there: file=" + name);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable PageFile get(String name) {
        return files.get(name);
    }
}
