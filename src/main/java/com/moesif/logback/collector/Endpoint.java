package com.moesif.logback.collector;

import java.util.Optional;

/** Where actions may be posted: the two paths of the API, alone or behind a base path as on Moesif's secure proxy. */
enum Endpoint {
    ONE("/v1/actions"),
    BATCH("/v1/actions/batch");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    /** Exact: no query, no slash at the end, and none doubled where a base URI was joined with a path. */
    static Optional<Endpoint> at(String target) {
        for (Endpoint endpoint : values()) {
            if (target.endsWith(endpoint.path)) {
                String base = target.substring(0, target.length() - endpoint.path.length());
                if (isBasePath(base)) {
                    return Optional.of(endpoint);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isBasePath(String base) {
        return base.isEmpty()
                || base.startsWith("/") && !base.endsWith("/") && !base.contains("//") && base.indexOf('?') < 0;
    }
}
