package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the actions in a directory are, and who may send them. */
class OwnerTest {
    private static final Owner OWNER = Owner.of("RIG", "https://one.example", "the-id", false);

    @TempDir
    private Path temp;

    private Path home;

    @BeforeEach
    void make() throws IOException {
        home = temp.resolve("RIG-1");
        PrivateFiles.createDirectories(home);
    }

    private void write(String text) throws IOException {
        PrivateFiles.replace(home.resolve("owner"), text.getBytes(StandardCharsets.UTF_8));
    }

    private Owner read() throws IOException {
        return Owner.read(home, Trust.ours());
    }

    @Test
    void nameEndpointAndId_decideWhoMaySend() {
        assertThat(OWNER.mayAdoptFrom(Owner.of("RIG", "https://one.example", "the-id", true)))
                .as("that it was refused gives and takes nothing")
                .isTrue();
        assertThat(OWNER.mayAdoptFrom(Owner.of("OTHER", "https://one.example", "the-id", false)))
                .isFalse();
        assertThat(OWNER.mayAdoptFrom(Owner.of("RIG", "https://two.example", "the-id", false)))
                .isFalse();
        Owner another = Owner.of("RIG", "https://one.example", "another", false);
        assertThat(OWNER.mayAdoptFrom(another)).isFalse();
        assertThat(OWNER.isSuccessorOf(another)).isTrue();
    }

    /** Their appender's base URI was wrong: they go where it says, once it is mended. */
    @Test
    void whatHasNoEndpointYet_isForWhoeverHasOne() {
        Owner undecided = Owner.of("RIG", Tenant.UNDECIDED, "the-id", false);

        assertThat(OWNER.mayAdoptFrom(undecided)).isTrue();
        assertThat(undecided.mayAdoptFrom(OWNER)).isFalse();
        assertThat(OWNER.mayAdoptFrom(Owner.of("OTHER", Tenant.UNDECIDED, "the-id", false)))
                .isFalse();
    }

    /** Their appender's file gave no id yet. */
    @Test
    void whatHasNoApplicationIdYet_isForWhoeverHasOne() {
        Owner early = Owner.of("RIG", "https://one.example", "", true);

        assertThat(early.idHash()).isEqualTo(Owner.NO_ID);
        assertThat(OWNER.mayAdoptFrom(early)).isTrue();
        assertThat(early.mayAdoptFrom(OWNER)).isFalse();
        assertThat(OWNER.mayAdoptFrom(Owner.of("OTHER", "https://one.example", "", true)))
                .isFalse();
        assertThat(OWNER.mayAdoptFrom(Owner.of("RIG", "https://two.example", "", true)))
                .isFalse();
    }

    @Test
    void aChangeOfAnyOfIt_isSeen() {
        assertThat(OWNER.isSame(Owner.of("RIG", "https://one.example", "the-id", false)))
                .isTrue();
        for (Owner other : List.of(
                Owner.of("OTHER", "https://one.example", "the-id", false),
                Owner.of("RIG", "https://two.example", "the-id", false),
                Owner.of("RIG", "https://one.example", "another", false),
                Owner.of("RIG", "https://one.example", "the-id", true))) {
            assertThat(OWNER.isSame(other)).as("%s", other).isFalse();
        }
        assertThat(OWNER.isSame(null)).isFalse();
    }

    @Test
    void itsFile_saysAllOfItAndNoSecret() throws IOException {
        Owner.of("RIG", "https://one.example", "the-id", true).write(home);

        assertThat(Files.readString(home.resolve("owner"))).doesNotContain("the-id");
        assertThat(read()).isEqualTo(new Owner("RIG", "https://one.example", Owner.hash("the-id"), true));
        OWNER.write(home);
        assertThat(read()).isEqualTo(OWNER);
        assertThat(home.resolve("owner.new")).doesNotExist();
    }

    /** An operator reads it, and a name may be anything. */
    @Test
    void itsFile_isPlainTextAsFarAsThatCanBe() throws IOException {
        OWNER.write(home);
        assertThat(home.resolve("owner")).content().contains("\nname=RIG\nendpoint=https://one.example\n");

        for (String name : List.of(" a\tb\nrefused=true", "back\\slash \\u0041", "Zähler ~ € \u007f", "#!=:")) {
            Owner odd = Owner.of(name, "https://one.example", "the-id", false);
            odd.write(home);
            assertThat(read()).as(name).isEqualTo(odd);
        }
    }

    @Test
    void aFileThatIsNone_isDamaged() throws IOException {
        assertThatThrownBy(this::read)
                .isInstanceOf(NoSuchFileException.class)
                .satisfies(e -> assertThat(Owner.trouble((IOException) e)).isEqualTo("has no owner file"));
        String sound = "name=RIG\nendpoint=https://one.example\napplicationIdHash=0123\n";
        for (String text : List.of(
                "",
                "\\u12",
                sound.replace("name", "x"),
                sound.replace("endpoint", "x"),
                sound.replace("applicationIdHash", "x"),
                sound + "#".repeat(64 * 1024 - sound.length()))) {
            write(text);
            assertThatThrownBy(this::read)
                    .isInstanceOf(Owner.Damaged.class)
                    .satisfies(e -> assertThat(Owner.trouble((IOException) e)).isEqualTo("has a damaged owner file"));
        }
        write(sound + "#".repeat(64 * 1024 - 1 - sound.length()));
        assertThat(read()).isEqualTo(new Owner("RIG", "https://one.example", "0123", false));
        assertThat(Owner.trouble(new IOException("Input/output error")))
                .isEqualTo("has an owner file that can't be read (Input/output error)");
    }

    @Test
    void anotherFormat_isANewerVersions() throws IOException {
        write("format=2\nwhatever=1\n");

        assertThatThrownBy(this::read).isInstanceOf(Owner.Newer.class).hasMessageContaining("the format 2");
    }

    /** The application id may be read again, and the collector may refuse it. */
    @Test
    void whoItIsByNow_followsTheIdAndTheCollectorsWord() {
        AtomicReference<String> id = new AtomicReference<>("the-id");
        AtomicBoolean refused = new AtomicBoolean();
        CurrentOwner current =
                new CurrentOwner(new Tenant("RIG", "https://one.example", () -> id.get(), () -> refused.get()));
        assertThat(current.last()).isNull();

        Owner first = current.look();
        assertThat(first).isEqualTo(OWNER);
        assertThat(current.look()).as("it costs nothing while nothing changes").isSameAs(first);
        refused.set(true);
        assertThat(current.look()).isEqualTo(Owner.of("RIG", "https://one.example", "the-id", true));
        id.set("another");
        assertThat(current.look()).isEqualTo(Owner.of("RIG", "https://one.example", "another", true));
        assertThat(current.last()).isSameAs(current.look());
    }
}
