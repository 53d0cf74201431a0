package io.bridgehead.sip.proxy;

import java.security.SecureRandom;
import java.util.List;

/**
 * What a proxy is given once.
 *
 * @param flowTokenKey signs our Record-Route; calls outlive a restart only if it does, too. At least 16 bytes
 * @param removeInDialog names of headers taken from requests that pass by our Record-Route, where nobody authenticates them:
 *        what a sender says about its identity there has been checked by nobody
 * @param contacts finds devices that have connected anew
 */
public record ProxySettings(byte[] flowTokenKey, List<String> removeInDialog, ContactFlows contacts) {

    private static final int KEY_BYTES = 32;
    private static final int MIN_KEY_BYTES = 16;

    public ProxySettings {
        if (flowTokenKey.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("The key of flow tokens needs at least 16 bytes");
        }
        removeInDialog = List.copyOf(removeInDialog);
    }

    /** A key of its own, nothing removed. */
    public static ProxySettings standard() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new ProxySettings(key, List.of(), ContactFlows.NONE);
    }
}
