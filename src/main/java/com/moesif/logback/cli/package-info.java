/** What can be done from a shell with a configuration, or with what lies in a spool. Nobody imports it, and it may import the root. */
package com.moesif.logback.cli;
