package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** A sender and all it owns, wired as {@link Pipeline} does it, without a thread. */
final class Wiring {
    final Ledger ledger = new Ledger();
    final List<String> said = new ArrayList<>();
    final Assembly parts;

    /** @param dice what stands for chance */
    Wiring(PipelineConfig config, Transport transport, DoubleSupplier dice) {
        this(config, transport, dice, notices -> new MemorySpool());
    }

    Wiring(PipelineConfig config, Transport transport, DoubleSupplier dice, Function<Notices, Spool> spool) {
        Notices notices = new Notices(new Scribe(said));
        parts = new Assembly(
                config,
                new Pipeline.Dependencies(Sample::encoder, transport, spool.apply(notices), Thread::new),
                dice,
                ledger,
                notices);
    }
}
