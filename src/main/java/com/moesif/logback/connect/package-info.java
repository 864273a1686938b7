/**
 * A sink connector for Kafka Connect: it carries actions from a topic to the collector. Offsets, rebalancing, secrets and the
 * dead-letter topic are Connect's; it needs no Logback.
 */
package com.moesif.logback.connect;
