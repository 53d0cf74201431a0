/**
 * The command-line conference client: a SIP user agent and nothing else. Every state it shows came in a message; it knows
 * neither the gateway's web services nor the bridge.
 */
package io.bridgehead.client;
