package io.bridgehead.media.sdp;

import java.util.List;

/**
 * A session description as read (RFC 8866); only what a telephone call needs.
 *
 * @param version version number of the origin line, which rises with each change
 * @param media all sections in order
 */
public record SessionDescription(long version, List<SdpMedia> media) {

    /** Copies the list. */
    public SessionDescription {
        media = List.copyOf(media);
    }

    /**
     * Reads a description. Lines may end with CR LF or LF; unknown lines and attributes are stepped over.
     *
     * @throws MalformedSdpException if this is none, or exceeds 16 kB, 256 lines, 1000 characters a line, 16 media sections or
     *         64 formats
     */
    public static SessionDescription parse(byte[] body) throws MalformedSdpException {
        return new SdpReader().read(body);
    }
}
