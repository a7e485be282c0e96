package dev.troupe.ops.internal.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The key for TLS, out of a store.
public final class Keys {
    private Keys() {}

    /// What TLS is spoken with.
    ///
    /// @throws IllegalArgumentException if the store can't be read, or has no key
    public static SSLContext context(Path keyStore, String password) {
        Objects.requireNonNull(keyStore, "key store must not be null: keyStore=null");
        Objects.requireNonNull(password, "password must not be null: password=null");
        char[] secret = password.toCharArray();
        try {
            if (!Files.isRegularFile(keyStore)) throw new NoSuchFileException(keyStore.toString());
            KeyStore store = KeyStore.getInstance(keyStore.toFile(), secret);
            if (!hasKey(store)) throw new IllegalArgumentException("key store must hold a key: keyStore=" + keyStore);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, secret);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("key store must be readable with its password: keyStore=" + keyStore, e);
        }
    }

    private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) if (store.isKeyEntry(alias)) return true;
        return false;
    }
}
