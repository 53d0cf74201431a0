package io.bridgehead.sip.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import io.netty.util.NetUtil;

/** Whose certificate it is, as SIP wants it asked (RFC 5922 section 7): no wildcards, SIP URIs before DNS names. */
final class PeerCertificate {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    private final List<String> domains = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> addresses = new ArrayList<>();

    PeerCertificate(X509Certificate certificate) {
        boolean alternatives = false;
        for (List<?> name : alternatives(certificate)) {
            alternatives = true;
            String value = String.valueOf(name.get(1));
            switch ((Integer) name.get(0)) {
                case DNS -> names.add(value);
                case URI -> addDomain(value);
                case IP_ADDRESS -> addresses.add(NetUtil.createByteArrayFromIpAddressString(value));
                default -> {
                    // of no use to SIP
                }
            }
        }
        if (!alternatives) {
            addCommonName(certificate);
        }
    }

    /** Whether it is the certificate of that host name or address literal. */
    boolean isOf(String host) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            return addresses.stream().anyMatch(address -> Arrays.equals(address, literal));
        }
        return (domains.isEmpty() ? names : domains).stream().anyMatch(host::equalsIgnoreCase);
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            return found == null ? List.of() : found;
        } catch (CertificateParsingException e) {
            return List.of(List.of(-1, "")); // unreadable ones are there, and the common name does not count then
        }
    }

    /** A URI with a user part is a person's, not a domain's. */
    private void addDomain(String uri) {
        if (uri.toLowerCase(Locale.ROOT).startsWith("sip:") && uri.indexOf('@') < 0) {
            String rest = uri.substring("sip:".length());
            domains.add(rest.split("[:;?]", 2)[0]);
        }
    }

    private void addCommonName(X509Certificate certificate) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException e) {
            names.clear();
        }
    }
}
