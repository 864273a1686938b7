/** What can be done with a configuration from a shell. The only package that may import the root; nobody imports it. */
package com.moesif.logback.cli;
