/**
 * SIP transactions (RFC 3261 section 17, RFC 6026) and {@link io.bridgehead.sip.transaction.SipStack}, the one class users of
 * the stack start with.
 */
package io.bridgehead.sip.transaction;
