/**
 * SIP messages as bytes: a lazy parser, exact re-serialisation, typed header values and a validator that stands apart from
 * the parser. Knows no transport, no Camel and no other package.
 */
package io.bridgehead.sip.message;
