package com.moesif.logback.internal.spool;

/** Whose the directory is by now: the application id may be read again, and the collector may refuse it. Sender thread only. */
final class CurrentOwner {
    private final Tenant tenant;
    private Owner owner;
    private String ownerId;

    CurrentOwner(Tenant tenant) {
        this.tenant = tenant;
    }

    /** As of the last look; null before the first. */
    Owner last() {
        return owner;
    }

    /** Hashes only an id that it hasn't seen: this is asked whenever the sender turns. */
    Owner look() {
        String id = tenant.applicationId().get();
        boolean refused = tenant.refused().getAsBoolean();
        if (owner == null || !id.equals(ownerId) || refused != owner.refused()) {
            owner = Owner.of(tenant.name(), tenant.endpoint(), id, refused);
            ownerId = id;
        }
        return owner;
    }
}
