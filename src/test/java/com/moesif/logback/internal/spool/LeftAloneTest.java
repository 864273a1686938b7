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
}
