package com.moesif.logback.internal.spool;

/**
 * Whose the directory is by now: the application id may be read again, and the collector may refuse it. Sender thread only, but for
 * {@link #becomes}.
 */
final class CurrentOwner {
    private volatile Tenant tenant;
    private Owner owner;
    private String ownerId;

    CurrentOwner(Tenant tenant) {
        this.tenant = tenant;
    }

    /** From the next look on it is this one's. Any thread. */
    void becomes(Tenant heir) {
        tenant = heir;
    }

    /** As of the last look; null before the first. */
    Owner last() {
        return owner;
    }

    /** Hashes only an id that it hasn't seen: this is asked whenever the sender turns. */
    Owner look() {
        Tenant now = tenant;
        String id = now.applicationId().get();
        boolean refused = now.refused().getAsBoolean();
        boolean moved = owner != null && !now.endpoint().equals(owner.endpoint());
        if (owner == null || moved || !id.equals(ownerId) || refused != owner.refused()) {
            owner = Owner.of(now.name(), now.endpoint(), id, refused);
            ownerId = id;
        }
        return owner;
    }
}
