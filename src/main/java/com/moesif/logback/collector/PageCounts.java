package com.moesif.logback.collector;

import tools.jackson.core.JsonGenerator;

/** Everything that changes when something happens, beside the rows. */
record PageCounts(
        String run,
        int actions,
        long duplicates,
        long camelCaseRequests,
        long requests,
        long refused,
        long faultsPlayed,
        long turnedAway,
        long lines,
        FaultScript.Plan plan) {

    static PageCounts of(State state, Inbox.Glance glance) {
        RequestLog log = state.log();
        return new PageCounts(
                glance.run(),
                glance.actions(),
                glance.duplicates(),
                glance.camelCaseRequests(),
                log.requests(),
                log.refused(),
                log.faultsPlayed(),
                log.turnedAway().told(),
                state.lines().total(),
                state.faults().plan());
    }

    /** Members of an object that is open. */
    void write(JsonGenerator json) {
        json.writeStringProperty("run", run);
        json.writeObjectPropertyStart("counts");
        json.writeNumberProperty("actions", actions);
        json.writeNumberProperty("duplicates", duplicates);
        json.writeNumberProperty("camelCase", camelCaseRequests);
        json.writeNumberProperty("requests", requests);
        json.writeNumberProperty("refused", refused);
        json.writeNumberProperty("faults", faultsPlayed);
        json.writeEndObject();
        Row.writeFault(json, plan.always());
        json.writeNumberProperty("queued", plan.queued());
    }
}
