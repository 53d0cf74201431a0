/**
 * The audio part of the bridge in the box: RTP legs, conference rooms and the N-1 mixer (RFC 7667 §3.6, media mixing mixer).
 * Knows nothing of SIP, of Camel, or of conferences as the core sees them.
 */
package io.bridgehead.media;
