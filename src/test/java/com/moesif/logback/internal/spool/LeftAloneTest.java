package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.LeftAlone.Finding;
import com.moesif.logback.internal.spool.LeftAlone.Why;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftAloneTest {
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final LeftAlone leftAlone = new LeftAlone(Path.of("spool"), notices);

    /** Two things: what was said of strangers' directories doesn't answer for the root, nor the other way round. */
    @Test
    void rootThatOthersMayWrite_isToldBesideTheirDirectories() {
        leftAlone.add(new Finding(Why.STRANGERS, Path.of("spool", "theirs"), "belongs to somebody else"));
        leftAlone.endRound();
        leftAlone.rootIs(Optional.of("can be written by others"));
        notices.speakAll(0);

        assertThat(said).hasSize(2).anyMatch(text -> text.contains("can be written by others"));

        leftAlone.rootIs(Optional.empty());
        notices.speakAll(0);

        assertThat(said).hasSize(3).last().asString().startsWith("spool is this user's own.");
    }

    private void found(Why why, String name, String detail) {
        leftAlone.add(new Finding(why, Path.of("spool", name), detail));
    }

    private List<String> round() {
        said.clear();
        leftAlone.endRound();
        notices.speakAll(0);
        return said;
    }

    /** However many somebody may have put there. */
    @Test
    void allOfThem_areOneNoticeWithTheFirstOfEachKind() {
        found(Why.STRANGERS, "a", "belongs to somebody");
        found(Why.ANOTHERS, "b", "holds much");
        found(Why.ANOTHERS, "c", "holds more");
        found(Why.OWNERLESS, "d", "has no owner file");
        found(Why.NEWER, "e", "was written later");

        assertThat(round())
                .singleElement()
                .asString()
                .startsWith(
                        "Directories in spool that this appender leaves alone: 5. Another's: 2 (as b, which holds much).")
                .contains("spool --send, though not to a topic of Kafka", "<takeOver>true</takeOver> in the <spool>")
                .contains(" Without a sound owner file: 1 (as d, which has no owner file).")
                .contains("spool --send --take-over --base-uri URI")
                .contains(" Of a newer version of this library: 1 (as e, which was written later). They are kept;")
                .contains(" Not of this process's user alone: 1 (as a, which belongs to somebody).")
                .contains("chown -R USER DIRECTORY; chmod -R go-w DIRECTORY");
    }

    /** An operator who works through them must not hear of each step; a new one is news. */
    @Test
    void theSameOrFewer_areNotToldAgain_oneMoreIs_andTheEndIs() {
        assertThat(round()).as("there was never any").isEmpty();
        found(Why.ANOTHERS, "a", "holds much");
        found(Why.ANOTHERS, "b", "holds much");
        assertThat(round()).hasSize(1);
        found(Why.ANOTHERS, "a", "holds much");
        found(Why.ANOTHERS, "b", "holds much");
        assertThat(round()).isEmpty();
        found(Why.ANOTHERS, "b", "holds much");
        assertThat(round()).isEmpty();
        found(Why.ANOTHERS, "b", "holds much");
        found(Why.ANOTHERS, "c", "holds much");
        assertThat(round()).as("there have been as many before").isEmpty();
        found(Why.ANOTHERS, "b", "holds much");
        found(Why.STRANGERS, "c", "belongs to somebody");
        assertThat(round()).as("of another kind").singleElement().asString().contains("alone: 2.");
        found(Why.ANOTHERS, "b", "holds much");
        found(Why.STRANGERS, "c", "belongs to somebody");
        found(Why.ANOTHERS, "d", "holds much");
        found(Why.ANOTHERS, "e", "holds much");
        assertThat(round()).singleElement().asString().contains("alone: 4.");

        assertThat(round()).singleElement().asString().startsWith("No directory in spool is left alone any more.");
        assertThat(round()).isEmpty();
        found(Why.ANOTHERS, "a", "holds much");
        assertThat(round()).as("a new episode").singleElement().asString().contains("alone: 1.");
    }

    @Test
    void aRootThatOthersMayWrite_isToldOnce() {
        leftAlone.rootIs(Optional.empty());
        assertThat(round()).isEmpty();
        leftAlone.rootIs(Optional.of("can be written by others"));
        leftAlone.rootIs(Optional.of("can be written by others"));
        assertThat(round())
                .singleElement()
                .asString()
                .startsWith("spool can be written by others, who can put any file there")
                .endsWith("the appender makes it.");
        leftAlone.rootIs(Optional.empty());
        leftAlone.rootIs(Optional.empty());
        assertThat(round()).singleElement().asString().contains("spool is this user's own. (", "once)");
    }
}
