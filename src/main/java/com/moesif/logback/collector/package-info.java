/**
 * Moesif's Collector API on the loopback address, for trying out rules, for demos and for tests. Users name
 * {@link com.moesif.logback.collector.LocalCollector} and the values it hands out; start there.
 *
 * <p>The collector judges what the rest of this library sends, so it shares no code with it: nothing of the project's
 * other packages is imported here, and HTTP is spoken over a bare socket. A mistake made on both sides would go unseen.
 * The bare socket is also what makes the {@linkplain com.moesif.logback.collector.Fault faults} possible.
 */
package com.moesif.logback.collector;
