/**
 * A topic of Kafka in the place of the Collector API: the only room that knows Kafka's client, which the application has or has
 * not. Nothing of it is loaded by an appender without {@code <kafka>}.
 */
package com.moesif.logback.internal.kafka;
