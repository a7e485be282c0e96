package dev.troupe.internal.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parent's classes, for a child's class path: what is on the parent's own, and the modules of its module path, which a
/// class path takes one by one. Modules that were patched, or found by other layers and loaders, are not among them.
public final class ClassPath {
    private ClassPath() {}

    /// The parent's class path and the modules on its module path, as absolute paths.
    public static List<Path> ofParent() {
        boolean asModule = System.getProperty("jdk.module.main") != null;
        return of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path"), asModule);
    }

    /// @param asModule whether the program was started as a module: then an empty class path is none, and not the working
    ///        directory
    static List<Path> of(@Nullable String classPath, @Nullable String modulePath, boolean asModule) {
        Set<Path> found = new LinkedHashSet<>();
        if (classPath != null && !(asModule && classPath.isEmpty()))
            for (String entry : classPath.split(File.pathSeparator, -1)) found.add(Path.of(entry).toAbsolutePath());
        if (modulePath != null)
            for (String entry : modulePath.split(File.pathSeparator, -1))
                if (!entry.isEmpty()) addModules(Path.of(entry).toAbsolutePath(), found);
        return new ArrayList<>(found);
    }

    private static void addModules(Path entry, Collection<Path> to) {
        if (!Files.isDirectory(entry) || isModule(entry)) {
            to.add(entry);
            return;
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(entry)) {
            for (Path one : inside) if (isModule(one)) to.add(one);
        } catch (IOException e) {
            to.add(entry); // what can't be read here, the child will complain of if it needs it
        }
    }

    private static boolean isModule(Path path) {
        return Files.isDirectory(path)
                ? Files.exists(path.resolve("module-info.class"))
                : path.toString().endsWith(".jar");
    }
}
