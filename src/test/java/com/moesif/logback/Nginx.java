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

/** A real nginx in front of a collector: one unprivileged process with a configuration of its own. */
final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param server directives of its server block */
    Nginx(Path directory, int target, String listen, String server) throws IOException {
        Path program =
                List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx")
                        .stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        Assumptions.assumeTrue(program != null, "nginx is not installed: apt-get install nginx-light");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String temporary = "";
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary += kind + "_temp_path " + directory.resolve(kind) + ";\n";
        }
        Path configuration = Files.writeString(
                directory.resolve("nginx.conf"),
                "daemon off;\nmaster_process off;\nworker_processes 1;\npid " + directory.resolve("pid")
                        + ";\nevents { worker_connections 64; }\nhttp {\naccess_log off;\n" + temporary
                        + "server {\nlisten 127.0.0.1:" + port + " " + listen + ";\n" + server
                        + "\nlocation / { proxy_pass http://127.0.0.1:" + target + "; }\n}\n}\n");
        Path errors = directory.resolve("error.log");
        process = new ProcessBuilder(
                        program.toString(),
                        "-c",
                        configuration.toString(),
                        "-p",
                        directory.toString(),
                        "-e",
                        errors.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
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
