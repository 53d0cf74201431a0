package io.bridgehead.bridge.folder;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.function.Predicate;

import io.bridgehead.bridge.http.PartnerAddresses;

/** Addresses that bridges' files may name: plain ones of the web, to which paths can be added, and where a bridge may be. */
final class WebAddress {

    private static final int MOST_PORT = 65_535;

    private final PartnerAddresses addresses;

    /** @param allowed addresses that the operator allows although no bridge may be there */
    WebAddress(Predicate<InetAddress> allowed) {
        this.addresses = new PartnerAddresses(allowed);
    }

    /**
     * The address without a slash at its end. What a name stands for is looked at when it is called; what is a number already
     * is looked at here.
     */
    String check(String text, int line) throws BridgeFileException {
        URI uri = parse(text);
        if (uri == null) {
            throw new BridgeFileException(line,
                    "the url must be http or https, a host and perhaps a path, without user, question mark or #");
        }
        if (uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
            throw new BridgeFileException(line, "a port is 1 to " + MOST_PORT);
        }
        String host = uri.getHost();
        if (host.startsWith("[") || host.matches("[0-9.]+") || host.equalsIgnoreCase("localhost")) {
            try {
                addresses.resolve(host);
            } catch (UnknownHostException e) {
                throw new BridgeFileException(line, e.getMessage());
            }
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                    && uri.getRawFragment() == null ? uri : null;
        } catch (URISyntaxException e) {
            // Its message would repeat what may be secret.
            return null;
        }
    }
}
