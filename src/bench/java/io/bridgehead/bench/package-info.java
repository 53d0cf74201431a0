/**
 * What a message and a conference cost: the packaged product runs as a process of its own, users and telephones in this one
 * speak SIP to it, and the product's CPU time is divided by what was done. Run by {@code src/bench/run}.
 */
package io.bridgehead.bench;
