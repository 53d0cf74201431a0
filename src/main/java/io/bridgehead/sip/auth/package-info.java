/**
 * HTTP digest authentication as SIP uses it (RFC 3261 section 22, RFC 7616, RFC 8760), server and client side. Works on
 * strings and knows neither SIP messages nor Camel.
 */
package io.bridgehead.sip.auth;
