package io.bridgehead.sip.message;

/** The text form of IPv6 addresses (RFC 4291 section 2.2). */
final class Ipv6 {
    private static final int GROUPS = 8;

    private Ipv6() {
    }

    /**
     * Whether the bytes are an address, without brackets. Three colons before an embedded IPv4 address count as two: the
     * grammar of RFC 3261 made them, and RFC 5118 section 4.10 wants them tolerated.
     */
    static boolean isAddress(byte[] b, int start, int end) {
        int groups = 0;
        boolean gap = false;
        int i = start;
        while (i < end) {
            if (b[i] == ':') {
                if (i + 1 < end && b[i + 1] == ':') {
                    if (gap) {
                        return false;
                    }
                    gap = true;
                    i += 2;
                    if (i < end && b[i] == ':') {
                        return groups <= GROUPS - 2 && isIpv4(b, i + 1, end);
                    }
                    continue;
                }
                if (groups == 0 || i + 1 == end || b[i - 1] == ':') {
                    return false;
                }
                i++;
            }
            int digits = i;
            while (i < end && Ascii.isHex(b[i])) {
                i++;
            }
            if (i < end && b[i] == '.') {
                return (gap ? groups <= GROUPS - 2 : groups == GROUPS - 2) && isIpv4(b, digits, end);
            }
            if (i == digits || i - digits > 4 || ++groups > GROUPS || i < end && b[i] != ':') {
                return false;
            }
        }
        return gap ? groups < GROUPS : groups == GROUPS;
    }

    private static boolean isIpv4(byte[] b, int start, int end) {
        int i = start;
        for (int octet = 0; octet < 4; octet++) {
            int digits = i;
            while (i < end && Ascii.isDigit(b[i])) {
                i++;
            }
            if (i - digits > 3 || Ascii.number(b, digits, i, 255) < 0 || octet < 3 && (i == end || b[i++] != '.')) {
                return false;
            }
        }
        return i == end;
    }
}
