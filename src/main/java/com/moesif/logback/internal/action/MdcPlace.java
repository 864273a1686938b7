package com.moesif.logback.internal.action;

/**
 * What an MDC key stands for: a field of the action, and one of the keys of Logback's own {@code MDCInsertingServletFilter}
 * (constants in {@code ch.qos.logback.classic.ClassicConstants}), both, or nothing.
 *
 * @param name the field, or null
 * @param rank which of two keys of one field goes before the other: the lower one
 * @param servletKey the servlet filter's key, or null
 */
record MdcPlace(String key, Name name, int rank, ServletKey servletKey) {

    enum ServletKey {
        REQUEST_URL("req.requestURL"),
        USER_AGENT("req.userAgent"),
        FORWARDED_FOR("req.xForwardedFor"),
        REMOTE_HOST("req.remoteHost");

        private final String key;

        ServletKey(String key) {
            this.key = key;
        }
    }

    /** @param name the field that the key is taken for, or null */
    static MdcPlace of(String key, Name name, int rank) {
        for (ServletKey servletKey : ServletKey.values()) {
            if (servletKey.key.equals(key)) {
                return new MdcPlace(key, name, rank, servletKey);
            }
        }
        return new MdcPlace(key, name, rank, null);
    }
}
