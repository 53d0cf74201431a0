package io.bridgehead.bridge.embedded;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.bridgehead.conference.ConferenceException;
import io.bridgehead.sip.locate.NextHop;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;

/**
 * Decides how an address is called: our own domains through the IM server, telephone numbers through the trunk, other SIP
 * addresses at the host they name. What the address says never changes the method, adds headers, or chooses another transport
 * than the URI names.
 */
final class DialPaths {

    /** RFC 3966: digits with visual separators; a plus only in front. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#().\\- ]{1,40}");
    private static final Pattern SEPARATORS = Pattern.compile("[().\\- ]");

    /** WebSocket connections are opened by telephones, never to them. */
    private static final Set<SipTransport> CALLED_OVER = EnumSet.of(SipTransport.UDP, SipTransport.TCP, SipTransport.TLS);

    private final EmbeddedBridgeConfig config;
    private final Pace trunkPace;

    DialPaths(EmbeddedBridgeConfig config) {
        this.config = config;
        this.trunkPace = config.trunk() == null ? null : new Pace(config.trunk().callsPerSecond(), System::nanoTime);
    }

    DialPath find(String address) throws UndiallableAddressException {
        String text = address.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new UndiallableAddressException("The address is malformed");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            return sip(parse(text));
        }
        return number(lower.startsWith("tel:") ? text.substring(4) : text);
    }

    /**
     * The way to where a telephone redirects a call. It is held to the dial plan, and never leads to the trunk: nobody called
     * has us pay for a call to somebody else.
     */
    Optional<DialPath> redirection(String contact) {
        if (config.redirects() == null) {
            return Optional.empty();
        }
        try {
            DialPath path = find(config.redirects().resolve(contact).dialled());
            return path.pace() == null || path.pace() != trunkPace ? Optional.of(path) : Optional.empty();
        } catch (UndiallableAddressException | ConferenceException e) {
            return Optional.empty();
        }
    }

    private static SipUri parse(String text) throws UndiallableAddressException {
        try {
            SipUri uri = SipUri.parse(text).withoutHeaders().withoutParam("method");
            if (uri.host() == null || uri.user() == null) {
                throw new UndiallableAddressException("The SIP address names nobody");
            }
            return uri;
        } catch (SipParseException e) {
            throw new UndiallableAddressException("The SIP address is malformed");
        }
    }

    private DialPath sip(SipUri uri) throws UndiallableAddressException {
        if (isOurs(uri)) {
            if (config.proxy() == null) {
                throw new UndiallableAddressException("No IM server is configured for the domain of this address");
            }
            return new DialPath(uri, config.proxy(), config.identity(), config.identity().user(), config.password(), null);
        }
        if (isTrunk(uri)) {
            // The provider might take any spelling of a number there, also of one that may not be called.
            throw new UndiallableAddressException("Telephone numbers are called as numbers, not at the address of the trunk");
        }
        if (!config.dialDirect()) {
            throw new UndiallableAddressException("SIP addresses of other domains are not called");
        }
        if (uri.isSecure() && "udp".equalsIgnoreCase(uri.param("transport"))) {
            throw new UndiallableAddressException("A secure SIP address cannot be called over UDP");
        }
        if (!CALLED_OVER.contains(NextHop.of(uri).map(Destination::transport).orElse(null))) {
            throw new UndiallableAddressException("The SIP address names a transport or a host that cannot be called");
        }
        return new DialPath(uri, null, config.identity(), null, null, null);
    }

    private boolean isTrunk(SipUri uri) {
        if (config.trunk() == null) {
            return false;
        }
        Destination trunk = config.trunk().destination();
        String host = uri.host().replace("[", "").replace("]", "");
        boolean itsHost = host.equalsIgnoreCase(config.trunk().domain()) || host.equalsIgnoreCase(trunk.host());
        // Beside a gateway on this machine there may be telephones at other ports.
        return itsHost && (uri.port() <= 0 || uri.port() == trunk.port());
    }

    /**
     * At one of our names, but another port than the IM server's, there is somebody else, such as a softphone on this machine.
     */
    private boolean isOurs(SipUri uri) {
        boolean ourPort = uri.port() <= 0 || config.proxy() == null || uri.port() == config.proxy().port();
        return ourPort && config.domains().contains(uri.host().toLowerCase(Locale.ROOT));
    }

    private DialPath number(String text) throws UndiallableAddressException {
        Trunk trunk = config.trunk();
        if (trunk == null) {
            throw new UndiallableAddressException("Telephone numbers cannot be called: no trunk is configured");
        }
        int parameters = text.indexOf(';');
        String number = parameters < 0 ? text : text.substring(0, parameters);
        String digits = SEPARATORS.matcher(number).replaceAll("");
        if (!NUMBER.matcher(number).matches() || digits.isEmpty() || digits.equals("+")) {
            throw new UndiallableAddressException("The telephone number is malformed");
        }
        SipUri caller = trunk.callerNumber() == null ? config.identity() : SipUri.of(trunk.callerNumber(), trunk.domain(), -1);
        SipUri uri = SipUri.of(digits, trunk.domain(), -1).withParam("user", "phone");
        return new DialPath(uri, trunk.destination(), caller, trunk.user(), trunk.password(), trunkPace);
    }
}
