/**
 * What an action is: reserved names, captured values, JSON bytes, transaction ids. Knows neither Logback nor HTTP, and
 * imports no other room; the only room that may use Jackson.
 */
package com.moesif.logback.internal.action;
