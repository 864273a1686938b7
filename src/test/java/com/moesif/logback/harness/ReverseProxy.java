package com.moesif.logback.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real haproxy or nginx in front of a collector: one unprivileged process with a configuration of its own. */
public final class ReverseProxy implements AutoCloseable {
    private final int port;
    private final Process process;

    private ReverseProxy(int port, Path output, String... command) throws IOException {
        this.port = port;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(Rig.AMPLE).until(this::isListening);
    }

    /** @param rules directives of its front end */
    public static ReverseProxy haproxy(Path directory, int target, String rules) throws IOException {
        String program = program("haproxy", "haproxy");
        int port = Ports.free();
        Path configuration = Files.writeString(
                directory.resolve("haproxy.cfg"),
                "defaults\n mode http\n timeout connect 5s\n timeout client 30s\n timeout server 30s\n"
                        + "frontend in\n bind 127.0.0.1:" + port + "\n " + rules + "\n default_backend out\n"
                        + "backend out\n server one 127.0.0.1:" + target + "\n");
        return new ReverseProxy(port, directory.resolve("haproxy.out"), program, "-db", "-f", configuration.toString());
    }

    /** @param server directives of its server block */
    public static ReverseProxy nginx(Path directory, int target, String listen, String server) throws IOException {
        String program = program("nginx", "nginx-light");
        int port = Ports.free();
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
        return new ReverseProxy(
                port,
                directory.resolve("output"),
                program,
                "-c",
                configuration.toString(),
                "-p",
                directory.toString(),
                "-e",
                directory.resolve("error.log").toString());
    }

    private static String program(String name, String debianPackage) {
        Path program = Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/opt/homebrew/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(program != null, name + " is not installed: apt-get install " + debianPackage);
        return String.valueOf(program);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        await().atMost(Rig.AMPLE).until(() -> !process.isAlive());
    }
}
