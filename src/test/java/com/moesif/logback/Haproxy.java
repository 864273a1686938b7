package com.moesif.logback;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A real haproxy in front of a collector: one process with a configuration of its own. */
final class Haproxy implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param rules directives of its front end */
    Haproxy(Path directory, int target, String rules) throws IOException {
        Path program = List.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/opt/homebrew/bin/haproxy").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(program != null, "haproxy is not installed: apt-get install haproxy");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(
                directory.resolve("haproxy.cfg"),
                "defaults\n mode http\n timeout connect 5s\n timeout client 30s\n timeout server 30s\n"
                        + "frontend in\n bind 127.0.0.1:" + port + "\n " + rules + "\n default_backend out\n"
                        + "backend out\n server one 127.0.0.1:" + target + "\n");
        process = new ProcessBuilder(program.toString(), "-db", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.out").toFile())
                .start();
        await().atMost(Rig.AMPLE).until(this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        await().atMost(Rig.AMPLE).until(() -> !process.isAlive());
    }
}
