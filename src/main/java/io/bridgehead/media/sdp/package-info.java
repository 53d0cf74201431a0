/** A small session description reader and writer (RFC 8866) and the offer/answer rules (RFC 3264) for one audio stream. */
package io.bridgehead.media.sdp;
