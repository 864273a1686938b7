package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.util.ArrayList;
import java.util.List;

/**
 * What stopped appenders have left in memory, without an heir yet, the oldest first. A chain, because nothing may take memory once it
 * is being changed: each action is either here or with whoever left or took it, also where memory ends. Any thread.
 */
final class Remainders {
    /** About what one takes beside its bodies, rounded up. */
    private static final int REMAINDER_BYTES = 1024;

    private Remainder oldest;
    private Remainder newest;
    private long bytes;

    /** What one appender has left at once. */
    static final class Remainder {
        private final String name;
        private final String endpoint;
        private final int context;
        private final String applicationId;
        private final boolean refused;
        private final List<Batch> batches;
        private final long actions;
        private final long bytes;
        /** The next younger one. */
        private Remainder next;

        Remainder(Tenant leaver, List<Batch> batches) {
            this.name = leaver.name();
            this.endpoint = leaver.endpoint();
            this.context = leaver.context();
            this.applicationId = leaver.applicationId().get();
            this.refused = leaver.refused().getAsBoolean();
            this.batches = List.copyOf(batches);
            long all = 0;
            long size = REMAINDER_BYTES;
            for (Batch batch : batches) {
                all += batch.actions();
                size += batch.heldBytes();
            }
            this.actions = all;
            this.bytes = size;
        }

        private boolean isFor(Heir heir) {
            return isOf(Tenant.UNDECIDED, heir) || isOf(heir.tenant.endpoint(), heir);
        }

        private boolean isOf(String address, Heir heir) {
            return endpoint.equals(address)
                    && name.equals(heir.tenant.name())
                    && (applicationId.equals(heir.id)
                            || applicationId.isEmpty() // not known yet, where it was left
                            || heir.tenant.takeOver()
                            || refused && context == heir.tenant.context());
        }
    }

    /** @param id its application id now: where that is read from a file, nobody is to wait for it under a lock */
    record Heir(Tenant tenant, String id) {
        static Heir of(Tenant tenant) {
            return new Heir(tenant, tenant.applicationId().get());
        }

        boolean follows(Tenant leaver) {
            return new Remainder(leaver, List.of()).isFor(this);
        }
    }

    /**
     * Where so much waits already that there is no room, what is oldest is given up, of those for which no heir is there.
     *
     * @param most bytes that all of them may take
     * @param heirs whoever runs
     * @return how many actions of others were given up
     */
    synchronized long add(Remainder left, long most, List<Heir> heirs) {
        long givenUp = 0;
        Remainder before = null;
        for (Remainder each = oldest; each != null && bytes + left.bytes > most; each = each.next) {
            if (isForOneOf(heirs, each)) {
                before = each;
            } else {
                unlink(before, each);
                givenUp += each.actions;
            }
        }
        if (newest == null) {
            oldest = left;
        } else {
            newest.next = left;
        }
        newest = left;
        bytes += left.bytes;
        return givenUp;
    }

    private static boolean isForOneOf(List<Heir> heirs, Remainder left) {
        // No iterator, which would take memory.
        for (int i = 0; i < heirs.size(); i++) {
            if (left.isFor(heirs.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** @param into where they go; whatever this throws, memory being short say, each is either there or left here still */
    synchronized void take(Heir heir, List<Batch> into) {
        // First what is older: it waited for an address.
        take(Tenant.UNDECIDED, heir, into);
        take(heir.tenant.endpoint(), heir, into);
    }

    private void take(String endpoint, Heir heir, List<Batch> into) {
        List<Batch> taken = new ArrayList<>();
        for (Remainder each = oldest; each != null; each = each.next) {
            if (each.isOf(endpoint, heir)) {
                taken.addAll(each.batches);
            }
        }
        // The last that takes memory.
        into.addAll(taken);
        Remainder before = null;
        for (Remainder each = oldest; each != null; each = each.next) {
            if (each.isOf(endpoint, heir)) {
                unlink(before, each);
            } else {
                before = each;
            }
        }
    }

    private void unlink(Remainder before, Remainder gone) {
        if (before == null) {
            oldest = gone.next;
        } else {
            before.next = gone.next;
        }
        if (newest == gone) {
            newest = before;
        }
        bytes -= gone.bytes;
    }
}
