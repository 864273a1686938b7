package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Voice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is given what others leave. */
class AdoptionTest {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    @TempDir
    private Path root;

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Voice() {
        @Override
        public void warn(String text) {
            said.add(text);
        }

        @Override
        public void info(String text) {
            said.add(text);
        }
    });
    private long now;

    /** An appender that can be told what the collector thinks of it. */
    private final class Someone {
        final AtomicReference<String> id;
        final AtomicBoolean refused = new AtomicBoolean();
        final FileSpool spool;

        Someone(String name, String endpoint, String id) {
            this.id = new AtomicReference<>(id);
            this.spool = new FileSpool(
                    new SpoolConfig(root, 1 << 20), new Tenant(name, endpoint, this.id::get, refused::get), notices);
            tend();
        }

        void tend() {
            now += MINUTE_NANOS;
            spool.tend(now);
            notices.speakAll(now);
        }

        Someone leavesAnAction() {
            Segment segment = spool.newSegment();
            segment.append(LINE, 0, LINE.length, 1);
            assertThat(segment.isWhole()).isTrue();
            segment.seal();
            spool.close();
            return this;
        }

        int finds() {
            int found = 0;
            for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
                found += next.actions();
            }
            return found;
        }
    }

    private Someone rig(String id) {
        return new Someone("RIG", "https://one.example", id);
    }

    private long homes() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.count();
        }
    }

    @Test
    void sameNameEndpointAndId_areTheSameTenant() throws IOException {
        rig("id").leavesAnAction();
        Someone heir = rig("id");

        assertThat(heir.finds()).isOne();
        assertThat(homes()).as("it lives in what was left").isOne();
        heir.spool.close();
    }

    @Test
    void anyName_isReadAsItWasWritten() throws IOException {
        Owner owner = Owner.of(" =a: #ü\\u0041\t\n!\uD83D\uDE00 ", "https://one.example/ü?a=b", "id", true);
        owner.write(root);

        assertThat(Owner.read(root)).isEqualTo(owner);
    }

    @Test
    void anotherId_isAnotherTenant_andIsTold() {
        rig("theirs").leavesAnAction();
        Someone other = rig("ours");

        assertThat(other.finds()).isZero();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("1 actions that belong to appender 'RIG', https://one.example")
                .contains("spool " + root + " --send")
                .doesNotContain("theirs");
        other.tend();
        assertThat(said).hasSize(1);
        other.spool.close();
    }

    @Test
    void anotherNameOrEndpoint_isAnotherTenant_evenWhenRefused() {
        Someone refused = rig("id");
        refused.refused.set(true);
        refused.tend();
        refused.leavesAnAction();
        Someone name = new Someone("OTHER", "https://one.example", "id");
        Someone endpoint = new Someone("RIG", "https://two.example", "id");

        assertThat(name.finds()).isZero();
        assertThat(endpoint.finds()).isZero();
        name.spool.close();
        endpoint.spool.close();
    }

    @Test
    void aRefusedId_wasATypo_andWhoeverHasNameAndEndpointIsMeant() {
        Someone typo = rig("idd");
        typo.refused.set(true);
        typo.tend();
        typo.leavesAnAction();

        Someone heir = rig("id");

        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    @Test
    void ourIdIsReadAgain_andWhatWasAnothersIsOurs() {
        rig("new").leavesAnAction();
        Someone heir = rig("old");
        assertThat(heir.finds()).isZero();

        heir.id.set("new");
        heir.tend();

        assertThat(heir.finds()).isOne();
        // And what it leaves itself is the new id's.
        heir.leavesAnAction();
        Someone next = rig("new");
        assertThat(next.finds()).isEqualTo(2);
        next.spool.close();
    }

    @Test
    void ofOneThatLives_nothingIsTaken_andAllWithinAMinuteOfItsEnd() throws IOException {
        Someone alive = rig("id");
        Segment segment = alive.spool.newSegment();
        segment.append(LINE, 0, LINE.length, 1);
        Someone heir = rig("id");
        assertThat(homes()).isEqualTo(2);
        assertThat(heir.finds()).isZero();

        segment.seal();
        alive.spool.close();
        heir.tend();

        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    @Test
    void onceAdoptedSegmentsHaveAnOutcome_deadLettersMoveAndTheDirectoryGoes() throws IOException {
        Someone alive = rig("id");
        Someone heir = rig("id");
        alive.leavesAnAction();
        Path left;
        try (Stream<Path> segments = Files.walk(root)) {
            left = segments.filter(file -> file.toString().endsWith(".segment"))
                    .findAny()
                    .orElseThrow()
                    .getParent();
        }
        Files.createDirectory(left.resolve("dead"));
        Files.writeString(left.resolve("dead").resolve("dead.jsonl"), "{}\n");
        heir.tend();
        Spool.Recovered found = heir.spool.nextRecovered();
        found.segment().settled(1);

        heir.tend();

        assertThat(left).doesNotExist();
        assertThat(homes()).isOne();
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith("-dead.jsonl"));
        }
        heir.spool.close();
    }

    @Test
    void whatDiedBeforeItHadALock_isRemoved_andWhatIsNotOursStays() throws IOException {
        Path stillborn = Files.createDirectory(root.resolve("RIG-0123abcd"));
        Path full = Files.createDirectory(root.resolve("RIG-01234567"));
        Files.writeString(full.resolve("note"), "mine");
        Path foreign = Files.createDirectory(root.resolve("uploads"));
        Path alike = Files.createDirectory(root.resolve("RIG-archive"));

        Someone someone = rig("id");

        assertThat(stillborn).doesNotExist();
        assertThat(full.resolve("note")).exists();
        assertThat(foreign).exists();
        assertThat(alike).exists();
        someone.spool.close();
    }
}
