package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.config.ProxyElement;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the place of a file with a secret, and what editors put into one. */
@Timeout(60)
class SecretFileTest {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    private String password(Path file) {
        ProxyElement proxy = new ProxyElement();
        proxy.setPasswordFile(file.toString());
        return ProxyPassword.of(proxy, said::add, false).current();
    }

    /** PowerShell's {@code Out-File -Encoding utf8} and some editors write one. */
    @Test
    void aByteOrderMark_isNoPartOfTheSecret() throws IOException {
        assertThat(ApplicationId.read(file(BYTE_ORDER_MARK + "an-id\r\n"))).isEqualTo("an-id");
        assertThat(password(file(BYTE_ORDER_MARK + "s3cret\n"))).isEqualTo("s3cret");
        assertThat(new KafkaFile(file(BYTE_ORDER_MARK + "security.protocol=SSL\n")).read())
                .isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(said).isEmpty();
    }

    /** A pipe has no writer yet, or never: nothing may wait for it. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipe_isNoFile() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(password(pipe)).isNull();

        assertThat(said).singleElement().asString().endsWith("which gives no password: it is no regular file.");
        assertThatThrownBy(() -> ApplicationId.read(pipe)).hasMessage("it is no regular file");
        assertThatThrownBy(() -> new KafkaFile(pipe).read()).hasMessageEndingWith("it is no regular file.");
        for (String store : List.of("ssl.keystore.location", "ssl.truststore.location")) {
            Path settings = file(store + "=" + pipe + "\nssl.keystore.type=PEM\n");
            assertThatThrownBy(() -> new KafkaFile(settings).read())
                    .isInstanceOf(IOException.class)
                    .hasMessage("<settingsFile> is '" + settings + "', but what '" + store
                            + "' in it names is no regular file.");
        }
    }

    /** Kafka's own client says what is wrong with those, or looks for them elsewhere. */
    @Test
    void aStoreOfKafkasThatIsNotThere_isLeftToKafka() throws IOException {
        Path store = Files.createFile(directory.resolve("store"));
        for (String location :
                List.of(store.toString(), directory.resolve("none").toString(), " ", "a\\u0000b")) {
            assertThat(new KafkaFile(file("ssl.keystore.location=" + location)).read())
                    .containsOnlyKeys("ssl.keystore.location");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceWithoutAnEnd_isNoFile() {
        assertThat(password(Path.of("/dev/zero"))).isNull();
        assertThat(said).singleElement().asString().endsWith("which gives no password: it is no regular file.");
    }

    @Test
    void whyItGivesNothing_isSaidForPeople() throws IOException {
        Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xC3});
        assertThatThrownBy(() -> new SecretFile(bytes, 10).text())
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(SecretFile.reason(e)).isEqualTo("it is no text in UTF-8"));
        assertThat(SecretFile.reason(new AccessDeniedException("x"))).isEqualTo("this process may not read it");
        assertThat(SecretFile.reason(new EOFException("x"))).startsWith("it can't be read (");
    }
}
