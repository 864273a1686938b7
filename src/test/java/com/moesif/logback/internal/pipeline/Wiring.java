package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Voice;
import com.moesif.logback.internal.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A sender and all it owns, wired as {@link Pipeline} does it, without a thread. */
final class Wiring {
    final Ledger ledger = new Ledger();
    final List<String> said = new ArrayList<>();
    final Ring ring;
    final Flushes flushes;
    final OpenBatch open;
    final Delivery delivery;
    final Sender sender;

    /** @param dice what stands for chance */
    Wiring(PipelineConfig config, Transport transport, DoubleSupplier dice) {
        Notices notices = new Notices(new Voice() {
            @Override
            public void info(String text) {
                said.add(text);
            }

            @Override
            public void warn(String text) {
                said.add(text);
            }
        });
        boolean gzip = config.batch().gzip();
        ring = new Ring(config, ledger, notices);
        flushes = new Flushes(ledger);
        LineBuffer lines = new LineBuffer();
        open = new OpenBatch(lines, config.batch(), new Packer(gzip));
        Pace pace = new Pace(config.linger(), config.maxInFlight(), dice);
        InFlight inFlight = new InFlight(transport, config.requestTimeout().toNanos(), ring::wake);
        delivery = new Delivery(open, new Packer(gzip), inFlight, pace, ledger, notices);
        Intake intake =
                new Intake(ring, Sample.encoder(new EncodingNotices(ledger, notices), lines), open, ledger, notices);
        sender = new Sender(
                ring, intake, delivery, pace, flushes, new Sender.Counting(ledger, notices, config.maxMemory()));
    }
}
