package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an appender's actions go, by what it says of itself and what the operator says. What lies in a spool is never enough
 * to send it anywhere but to Moesif, with any other id than its own, or in the clear.
 *
 * @param to null when they stay
 * @param why they stay
 * @param doubts what the operator is asked about first
 */
record Destination(Address to, String why, List<String> doubts) {

    private static final String TOPIC = "kafka://";

    /** @param owner null when nothing says whose they are */
    static Destination of(Inventory.Whose owner, SendOptions options) {
        List<String> doubts = new ArrayList<>();
        if (owner != null && owner.baseUri().startsWith(TOPIC)) {
            // Whatever the operator says: a service that writes to a topic need not know the Collector API's tenant.
            return stays("it is bound for the topic " + owner.baseUri()
                    + ", and this command sends to the Collector API only."
                    + " An appender of its name, with the same <bootstrapServers> and <topic>, sends it");
        }
        if (owner == null) {
            if (!options.takeOver() || options.baseUri().isEmpty()) {
                return stays("nothing says whose it is. " + SendOptions.TAKE_OVER + " and " + SendOptions.BASE_URI
                        + " URI together send it");
            }
            doubts.add("nothing says whose they are");
        } else if (!owner.isMeantFor(options.applicationId())) {
            if (!options.takeOver()) {
                return stays("it belongs to another application id"
                        + (owner.refused() ? ", which the collector has refused" : "") + ". If the one given follows"
                        + " that one, " + SendOptions.TAKE_OVER + " sends it");
            }
            doubts.add("they were kept for another application id than the one given");
        }
        Address to;
        if (options.baseUri().isPresent()) {
            to = options.baseUri().get();
            if (owner != null && !to.isSame(owner.baseUri())) {
                doubts.add("they are bound for " + owner.baseUri());
            }
        } else {
            to = moesifs(owner.baseUri());
            if (to == null) {
                return stays(
                        "it is bound for " + owner.baseUri() + ", which is not Moesif's address. If it is yours, say"
                                + " so: " + SendOptions.BASE_URI + " " + owner.baseUri());
            }
        }
        if (to.isInTheClear() && !options.insecure()) {
            return stays(
                    "by plain http everybody on the way to " + to + " could read the application id and the actions."
                            + " " + SendOptions.INSECURE + " sends it nevertheless");
        }
        return new Destination(to, null, doubts);
    }

    private static Address moesifs(String text) {
        try {
            Address address = Address.of(text);
            return address.isMoesifs() ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Destination stays(String why) {
        return new Destination(null, why, List.of());
    }

    boolean isSomewhere() {
        return to != null;
    }
}
