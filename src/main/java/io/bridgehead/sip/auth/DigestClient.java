package io.bridgehead.sip.auth;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client's side of digest authentication. Keeps the last challenge of each realm and answers it again with a rising
 * count, so that only the first request needs two round trips. Thread safe.
 */
public final class DigestClient {

    /** Realms remembered; a hostile server could invent any number. */
    private static final int MAX_REALMS = 4;

    /** A header to add to a request. */
    public record Header(String name, String value) {

        @Override
        public String toString() {
            return name;
        }
    }

    private record Session(DigestChallenge challenge, DigestAlgorithm algorithm, int[] count) {
    }

    private final String user;
    private final String password;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byRealm = new TreeMap<>();
    private final Map<String, Session> byProxyRealm = new TreeMap<>();

    public DigestClient(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Takes the challenges of a 401 or 407.
     *
     * @param wwwAuthenticate the values of WWW-Authenticate headers, in their order
     * @param proxyAuthenticate the values of Proxy-Authenticate headers, in their order
     * @return true if at least one can be answered; stale or not is left to {@link #isStale}
     */
    public synchronized boolean challenged(List<String> wwwAuthenticate, List<String> proxyAuthenticate) {
        return take(wwwAuthenticate, byRealm) | take(proxyAuthenticate, byProxyRealm);
    }

    /** Whether one of the challenges says that only the nonce was wrong: worth another attempt with the same password. */
    public static boolean isStale(List<String> challenges) {
        for (String value : challenges) {
            try {
                if (DigestChallenge.parse(value).stale()) {
                    return true;
                }
            } catch (MalformedAuthorizationException e) {
                continue;
            }
        }
        return false;
    }

    /**
     * The headers that answer the challenges known so far; none before the first challenge. Each call counts up: use the
     * result for one request only.
     */
    public synchronized List<Header> authorize(String method, String requestUri) {
        List<Header> headers = new ArrayList<>();
        byRealm.values().forEach(s -> headers.add(new Header("Authorization", answer(s, method, requestUri))));
        byProxyRealm.values().forEach(s -> headers.add(new Header("Proxy-Authorization", answer(s, method, requestUri))));
        return headers;
    }

    private boolean take(List<String> challenges, Map<String, Session> sessions) {
        Map<String, Session> best = new TreeMap<>();
        for (String value : challenges) {
            try {
                DigestChallenge challenge = DigestChallenge.parse(value);
                boolean answerable = challenge.qopAuth() || !challenge.qopOffered();
                DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm()).orElse(null);
                Session before = best.get(challenge.realm());
                // The order of the constants is the order of strength, so a downgrade by reordering does not work.
                if (answerable && algorithm != null && (before == null || algorithm.compareTo(before.algorithm()) < 0)) {
                    best.put(challenge.realm(), new Session(challenge, algorithm, new int[1]));
                }
            } catch (MalformedAuthorizationException e) {
                continue;
            }
        }
        if (sessions.size() + best.size() > MAX_REALMS) {
            sessions.clear();
        }
        best.entrySet().stream().limit(MAX_REALMS).forEach(e -> sessions.put(e.getKey(), e.getValue()));
        return !best.isEmpty();
    }

    private String answer(Session session, String method, String uri) {
        DigestChallenge challenge = session.challenge();
        boolean qop = challenge.qopAuth();
        DigestCredentials unsigned = new DigestCredentials(user, challenge.realm(), challenge.nonce(), uri, "",
                challenge.algorithm(), qop ? HexFormat.of().toHexDigits(random.nextLong()) : null, challenge.opaque(),
                qop ? "auth" : null, qop ? String.format("%08x", ++session.count()[0]) : null);
        String ha1 = session.algorithm().ha1(user, challenge.realm(), password);
        return unsigned.withResponse(unsigned.expectedResponse(session.algorithm(), ha1, method)).toHeader();
    }
}
