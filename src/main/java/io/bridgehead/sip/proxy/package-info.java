/** A stateful, forking SIP proxy core (RFC 3261 section 16, RFC 5626 section 5). No Camel. */
package io.bridgehead.sip.proxy;
