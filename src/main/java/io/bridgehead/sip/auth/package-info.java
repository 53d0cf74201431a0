/**
 * HTTP digest authentication as SIP uses it (RFC 3261 section 22, RFC 7616, RFC 8760), server and client side. Apart from the
 * sender it works on strings; nothing here knows Camel.
 */
package io.bridgehead.sip.auth;
