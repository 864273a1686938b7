/**
 * One request, one answer, over Apache HttpClient 5. Knows nothing of actions or batches, imports no other room; the only
 * one that may use {@code org.apache.hc}.
 */
package com.moesif.logback.internal.transport;
