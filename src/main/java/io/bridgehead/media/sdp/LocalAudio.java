package io.bridgehead.media.sdp;

import io.bridgehead.media.codec.G711;

/**
 * Our end of an audio stream, as told in offers and answers.
 *
 * @param address IP address to which the other side sends, as a literal
 * @param port RTP port, even; RTCP is the next one
 * @param sessionId number of the session, the same for the whole call
 * @param preferred the law named first in offers
 */
public record LocalAudio(String address, int port, long sessionId, G711 preferred) {
}
