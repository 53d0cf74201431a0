/**
 * The Camel component {@code sip}: receives SIP requests as a server, acts as registered user agents, and relays requests as
 * a proxy. Everything below this package works without Camel.
 */
package io.bridgehead.sip;
