package dev.troupe.ops.internal.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// What one must know to be let in. Never logged, never part of an error's text.
public final class Token {
    private static final int BYTES = 32;
    /// What stands in a header and in a cookie as it is.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{16,256}");

    private final String text;
    private final byte[] digest;

    private Token(String text) {
        this.text = text;
        this.digest = digest(text);
    }

    /// A token of the user's.
    ///
    /// @throws IllegalArgumentException if it is too short, too long, or has other characters
    public static Token of(String text) {
        if (!FORM.matcher(text).matches())
            throw new IllegalArgumentException(
                    "token must be 16 to 256 letters, digits, '.', '_', '~', '-': length=" + text.length());
        return new Token(text);
    }

    /// A random one.
    public static Token random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// As it is given.
    public String text() {
        return text;
    }

    /// Whether it is this one. Takes as long for one that is nearly right as for any other: digests are compared, all of them.
    boolean is(String other) {
        return MessageDigest.isEqual(digest, digest(other));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JDK has it
        }
    }

    /// Shows nothing.
    @Override
    public String toString() {
        return "Token";
    }
}
