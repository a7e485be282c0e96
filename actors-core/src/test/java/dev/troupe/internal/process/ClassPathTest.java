package dev.troupe.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    Path folder;

    @Test
    @Tag("classpath")
    void theParentsHasTroupe() {
        assertThat(ClassPath.ofParent()).allMatch(Path::isAbsolute)
                .anyMatch(path -> Files.exists(path.resolve("dev/troupe/internal/process/Child.class")));
    }

    @Test
    void modulesArePutOneByOne() throws Exception {
        Path modules = Files.createDirectory(folder.resolve("modules"));
        Path exploded = Files.createDirectory(modules.resolve("exploded"));
        Files.createFile(exploded.resolve("module-info.class"));
        Path jar = Files.createFile(modules.resolve("one.jar"));
        Files.createFile(modules.resolve("notes.txt"));
        Files.createDirectory(modules.resolve("empty"));
        Path single = Files.createFile(folder.resolve("single.jar"));
        String path = modules + File.pathSeparator + single + File.pathSeparator + exploded;
        assertThat(ClassPath.of("", path, true)).containsExactlyInAnyOrder(exploded, jar, single);
    }

    @Test
    void anEmptyEntryIsTheWorkingDirectoryUnlessAModuleWasStarted() {
        Path here = Path.of("").toAbsolutePath();
        assertThat(ClassPath.of("", null, false)).containsExactly(here);
        assertThat(ClassPath.of("", null, true)).isEmpty();
        assertThat(ClassPath.of("/a" + File.pathSeparator, null, true)).containsExactly(Path.of("/a"), here);
        assertThat(ClassPath.of(null, null, true)).isEmpty();
    }
}
