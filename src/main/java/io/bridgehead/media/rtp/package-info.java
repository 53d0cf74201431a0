/** RTP and RTCP on the wire (RFC 3550), telephone events (RFC 4733), the jitter buffer and reception statistics. */
package io.bridgehead.media.rtp;
