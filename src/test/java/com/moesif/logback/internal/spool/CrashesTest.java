package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process took along that was killed is told once, and its mark stays until that has been heard. */
class CrashesTest extends ClaimScene {
    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

    private Crashes crashes;

    @BeforeEach
    void begin() {
        crashes = new Crashes(notices);
    }

    private Spool.Crash crash(String name, long atLeast, long atMost) throws IOException {
        Path mark = Files.writeString(claim.directory.resolve(name), "a mark");
        return new Spool.Crash(mark, atLeast, atMost, AT.toEpochMilli());
    }

    private String told(Spool.Crash crash) {
        crashes.add(List.of(crash), claim);
        assertThat(crashes.next()).isSameAs(crash);
        said.clear();
        notices.speakAll(0);
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    @Test
    void itsLoss_isInWords() throws IOException {
        String who = "The appender before this one in RIG-1 was killed, or its process ended without a stop: ";

        assertThat(told(crash("a", 3, 100)))
                .isEqualTo(
                        who + "at least 3 and at most 100 actions were lost; it last wrote at 2026-11-30T12:00:00Z.");
        assertThat(told(crash("b", 3, Spool.Crash.NOT_KNOWN)))
                .startsWith(who + "at least 3 actions were lost, and nobody knows how many more");
        assertThat(told(crash("c", 0, 0)))
                .startsWith(who + "no action was lost whose log call had returned")
                .endsWith("; it began at 2026-11-30T12:00:00Z.");
        assertThat(crash("a", 3, 100).lastWrite()).isEqualTo(AT);
        assertThat(crash("c", 0, 0).lastWrite()).as("of it nobody knows").isNull();
    }

    @Test
    void eachCrash_isANoticeOfItsOwn() throws IOException {
        crashes.add(List.of(crash("a", 1, 2), crash("b", 3, 4)), claim);
        assertThat(crashes.next().atLeast()).isOne();
        assertThat(crashes.next().atLeast()).isEqualTo(3);
        assertThat(crashes.next()).isNull();

        notices.speakAll(0);

        assertThat(said).hasSize(2);
    }

    /** Whoever is killed before that leaves it to the next. */
    @Test
    void itsMark_goesOnceItHasBeenHeard() throws IOException {
        Spool.Crash told = crash("a", 1, 2);
        Spool.Crash untold = crash("b", 1, 2);
        crashes.add(List.of(told, untold), claim);
        crashes.next();
        assertThat(told.mark()).exists();

        crashes.areTold();

        assertThat(told.mark()).doesNotExist();
        assertThat(untold.mark()).exists();
    }

    @Test
    void ofADirectoryThatIsLetGo_nothingIsTold() throws IOException {
        crashes.add(List.of(crash("a", 1, 2)), claim);
        claim.release();

        assertThat(crashes.next()).isNull();
    }

    @Test
    void inADirectoryThatIsOursNoMore_noMarkIsRemoved() throws IOException {
        Spool.Crash crash = crash("a", 1, 2);
        told(crash);
        Files.move(claim.directory, temp.resolve("away"));
        PrivateFiles.createDirectories(claim.directory);
        Files.writeString(crash.mark(), "another's");
        claim.look();

        crashes.areTold();

        assertThat(crash.mark()).hasContent("another's");
    }

    /** An operator is warned of what may be missing, and of nothing else. */
    @Test
    void aCrashThatTookNothing_isNoWarning() throws IOException {
        List<String> warned = new ArrayList<>();
        List<String> informed = new ArrayList<>();
        Notices levels = new Notices(new Scribe(informed, warned));
        crashes = new Crashes(levels);
        crashes.add(List.of(crash("a", 1, 2), crash("b", 0, 0)), claim);
        crashes.next();
        crashes.next();

        levels.speakAll(0);

        assertThat(warned).singleElement().asString().contains("at least 1 and at most 2 actions were lost");
        assertThat(informed).singleElement().asString().contains("no action was lost");
    }
}
