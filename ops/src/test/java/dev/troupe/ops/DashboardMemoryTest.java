package dev.troupe.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.troupe.ActorSystem;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who looks on must not take the memory of the program that is looked at.
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class DashboardMemoryTest {
    /// The program: a crowd of actors and their dashboard. It ends with its input.
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            try (ActorSystem system = ActorSystem.create();
                    Dashboard dashboard = Dashboard.of(system).port(0).start()) {
                for (int i = 0; i < 10_000; i++) system.spawn("actor-" + i, Integer.class, (_, _) -> {});
                system.run();
                System.out.println(dashboard.uri().getPort());
                var _ = System.in.read();
            }
        }
    }

    private static String path() {
        List<String> path = new ArrayList<>(List.of(Path.of("target/test-classes").toAbsolutePath().toString(),
                Path.of("target/classes").toAbsolutePath().toString()));
        for (String each : new String[] {"jdk.module.path", "java.class.path"})
            if (System.getProperty(each) != null) path.add(System.getProperty(each));
        return String.join(File.pathSeparator, path);
    }

    @Test
    void sixtyFourRequestsAtOnceFitIntoASmallHeap() throws IOException {
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", path(), Program.class.getName())
                .redirectErrorStream(true).start();
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(portOf(out));
            Map<Integer, Integer> times = new TreeMap<>();
            for (String view : new String[] {"actors?limit=1000", "tree?limit=1000", "actors?limit=1000&order=depth"}) {
                List<Raw> all = new ArrayList<>();
                for (int i = 0; i < 60; i++) all.add(asking(port, "/api/v1/" + view));
                for (Raw each : all) {
                    times.merge(each.answer().status(), 1, Integer::sum);
                    each.close();
                }
            }
            assertThat(times.keySet()).isSubsetOf(200, 503);
            assertThat(times.get(200)).isGreaterThan(20);
            try (Raw well = asking(port, "/health")) {
                assertThat(well.answer().status()).isEqualTo(200);
            }
        } finally {
            program.destroyForcibly();
        }
    }

    private static String portOf(BufferedReader out) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("\\d+")) return line;
            said.add(line);
        }
        throw new IOException("the program must tell its port: said=" + said);
    }

    private static Raw asking(int port, String target) throws IOException {
        Raw raw = new Raw(new Socket(InetAddress.getLoopbackAddress(), port));
        raw.send("GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n");
        return raw;
    }
}
