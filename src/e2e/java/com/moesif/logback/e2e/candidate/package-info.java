/** What is measured, and what measures it: one candidate, one measure, in a JVM of their own. */
package com.moesif.logback.e2e.candidate;
