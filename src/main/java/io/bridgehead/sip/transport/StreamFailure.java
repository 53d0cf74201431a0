package io.bridgehead.sip.transport;

import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipParseException;

/**
 * A stream that can be read no further.
 *
 * @param message the message at fault as far as it is known, or null
 */
record StreamFailure(SipMessage message, SipParseException problem) {
}
