package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows what lies in a spool, and sends it without the application. */
final class SpoolCommand implements Command {
    private static final String VERIFY = "--verify";
    private static final String JSON = "--json";

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public String summary() {
        return "shows, checks and sends what lies in a spool, without the service";
    }

    @Override
    public String usage() {
        return """
                spool DIR [--verify] [--json] | --send [OPTIONS]
                  Shows what lies in the <directory> of a <spool>: each appender that has files
                  there, whether it runs, its actions, the oldest and the newest of them,
                  damaged lines that were set aside, and dead letters by reason.

                  --verify  names every file with damaged lines, and ends with 1 when there is
                            one.
                  --json    one JSON document: {"spool": …, "objection": …, "sound": …,
                            "appenders": [{"directory": …, "life": "RUNNING", "GONE" or
                            "UNKNOWN", "pid": …, "appender": …, "baseUri": …, "refused": …,
                            "trouble": …, "segments": …, "actions": …, "bytes": …, "oldest": …,
                            "newest": …, "damagedLines": {FILE: …}, "corruptFiles": …,
                            "deadLetters": {REASON: …}, "crashes": [{"lostAtLeast": …,
                            "lostAtMost": …, "lastWrite": …}]}]}
                  --send    sends what appenders that no longer run have left, oldest first and
                            with the same ids. It needs no room on the disk, and nothing is lost
                            if you stop it. The last line says what is still there, dead
                            letters too; it ends with 1 when there is something. The
                            application id is that in the environment variable
                            MOESIF_APPLICATION_ID, or that in FILE: what belongs to another id
                            is not touched. Run it as the user that the service runs as. A proxy
                            or a trust store is given to Java: -Dhttps.proxyHost=…,
                            -Djavax.net.ssl.trustStore=…. It can't give a proxy credentials.

                    --application-id-file FILE
                    --base-uri URI   sends to this address. Without it only actions for
                                     Moesif's own address are sent. Actions for yet another
                                     address are sent to URI after a question.
                    --take-over      sends, after a question, also what belongs to another
                                     application id: for an id that replaces an old one.
                    --yes            asks no question.
                    --insecure       sends by plain http, too, to another machine.
                    --timeout TIME   ends when the collector has taken nothing for so long: 30s,
                                     5min (the default), 2h.

                  spool /var/lib/acme/actions
                  spool /var/lib/acme/actions --send \\
                      --application-id-file /run/secrets/moesif/application-id
                  spool /var/lib/acme/actions --send \\
                      --base-uri https://moesif-proxy.acme.internal --timeout 1h
                """;
    }

    @Override
    public int run(List<String> given, PrintStream out) throws Misuse, IOException {
        Set<String> flags = new HashSet<>(SendOptions.FLAGS);
        flags.addAll(Set.of(VERIFY, JSON));
        Arguments arguments = Arguments.of(given, flags, SendOptions.VALUES);
        Path spool = SendOptions.directory(arguments, Set.of(VERIFY, JSON));
        if (arguments.has(SendOptions.SEND)) {
            return new Sending(spool, SendOptions.of(arguments), out)
                    .send(entry ->
                            !entry.segments().isEmpty() || !entry.crashes().isEmpty());
        }
        return show(spool, arguments.has(VERIFY), arguments.has(JSON), out);
    }

    private static int show(Path spool, boolean verify, boolean json, PrintStream out) throws IOException {
        List<SpoolDirectoryView> views = new ArrayList<>();
        for (Inventory.Entry entry : Inventory.of(spool)) {
            views.add(SpoolDirectoryView.of(entry));
        }
        boolean sound = views.stream().allMatch(SpoolDirectoryView::isSound);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("spool", spool.toString());
            document.put("objection", Inventory.objection(spool).orElse(null));
            document.put("sound", sound);
            document.put(
                    "appenders", views.stream().map(SpoolDirectoryView::members).toList());
            out.print(JsonText.document(document));
            return verify && !sound ? WRONG : FINE;
        }
        Wrapped.println(out, spool + ": " + (views.isEmpty() ? "nothing" : "appenders: " + views.size()));
        Inventory.objection(spool).ifPresent(why -> Wrapped.println(out, "Nothing in it is sent from here: it " + why));
        views.forEach(view -> view.print(verify, out));
        if (verify) {
            out.println();
            out.println(sound ? "Every line is sound." : "There are damaged lines. Every other line is sound.");
            return sound ? FINE : WRONG;
        }
        return FINE;
    }

    static String whose(Inventory.Entry entry) {
        Inventory.Whose owner = entry.owner();
        return switch (entry.life()) {
                    case RUNNING -> "in use by " + (entry.pid() == 0 ? "" : "process " + entry.pid() + ", ");
                    case GONE -> "left by ";
                    case UNKNOWN -> "in use or left (nobody can tell now), of ";
                }
                + (owner == null
                        ? "an unknown owner" + (entry.trouble() == null ? "" : ": it " + entry.trouble())
                        : "appender '" + owner.appender() + "', " + owner.baseUri()
                                + (owner.refused() ? ", whose application id was refused" : ""));
    }
}
