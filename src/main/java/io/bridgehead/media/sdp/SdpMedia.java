package io.bridgehead.media.sdp;

import java.util.List;
import java.util.Map;

/**
 * One media section of a session description.
 *
 * @param kind {@code audio}, {@code video} …
 * @param port 0 means rejected or not used
 * @param protocol {@code RTP/AVP} …
 * @param formats payload types in order of preference, as written
 * @param address the connection address in force, or {@code null} if the description has none
 * @param encodings encoding names of {@code a=rtpmap}, by payload type, upper case, without clock rate
 * @param direction the section's own or the session's direction
 * @param ptime packet time wished by the sender, in ms, 0 if not said
 * @param rtcpPort port of {@code a=rtcp}, 0 if not said
 */
public record SdpMedia(String kind, int port, String protocol, List<String> formats, String address,
        Map<Integer, String> encodings,
        Direction direction, int ptime, int rtcpPort) {
}
