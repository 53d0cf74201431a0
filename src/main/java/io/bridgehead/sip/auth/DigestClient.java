package io.bridgehead.sip.auth;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The client's side of digest authentication. Keeps nonces that worked and uses them again with rising count, so that only
 * the first request needs two round trips. A nonce is used by one request at a time: counts of parallel requests would
 * overtake each other on the way, and servers insist on rising ones. Thread-safe.
 */
public final class DigestClient {

    /** Realms remembered; a hostile server could invent any number. */
    static final int MAX_REALMS = 4;
    private static final int MAX_IDLE_NONCES = 32;
    /** Who challenges one request more often than that is not followed: its nonces may be stale without end. */
    private static final int MAX_CHALLENGES = 4;

    /** A header to add to a request. */
    public record Header(String name, String value) {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Where credentials are good. Those of a proxy go into every request, for they are used up there; those of a server only to
     * where it asked for them, or whoever else gets a request could guess the password from them (RFC 3261 §22.2).
     *
     * @param requestUri empty for a proxy
     */
    private record Key(boolean proxy, String realm, String requestUri) {

        boolean isFor(String uri) {
            return proxy || requestUri.equals(uri);
        }
    }

    private static final class Session {

        private final DigestChallenge challenge;
        private final DigestAlgorithm algorithm;
        private final String ha1;
        private int count;

        Session(DigestChallenge challenge, DigestAlgorithm algorithm, String ha1) {
            this.challenge = challenge;
            this.algorithm = algorithm;
            this.ha1 = ha1;
        }
    }

    private final String user;
    private final String password;
    private final SecureRandom random = new SecureRandom();
    private final Map<Key, ArrayDeque<Session>> idle = new HashMap<>();

    public DigestClient(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** Begins the authentication of one request, with nonces of earlier ones if there are any. */
    public Attempt attempt() {
        Attempt attempt = new Attempt();
        synchronized (idle) {
            idle.forEach((key, sessions) -> {
                if (!sessions.isEmpty()) {
                    attempt.sessions.put(key, sessions.pop());
                }
            });
        }
        return attempt;
    }

    /** The authentication of one request through all its repetitions. Not thread-safe. */
    public final class Attempt {

        private final Map<Key, Session> sessions = new LinkedHashMap<>();
        private String sentTo = "";
        /** Who has challenged this request: a proxy may, and then the server behind it (RFC 3261 section 22.3). */
        private final Set<Key> challengers = new HashSet<>();
        private int challenges;

        private Attempt() {
        }

        /** The headers to add, none before the first challenge. Each call counts up: use the result for one sending only. */
        public List<Header> headers(String method, String requestUri) {
            sentTo = requestUri;
            List<Header> headers = new ArrayList<>(sessions.size());
            sessions.forEach((key, session) -> {
                if (key.isFor(requestUri)) {
                    headers.add(new Header(key.proxy() ? "Proxy-Authorization" : "Authorization",
                            answer(session, method, requestUri)));
                }
            });
            return headers;
        }

        /**
         * Takes the challenges of a 401 or 407.
         *
         * @param wwwAuthenticate the values of WWW-Authenticate headers
         * @param proxyAuthenticate the values of Proxy-Authenticate headers
         * @return true if it makes sense to send the request again; false if the password was wrong or no challenge is one that
         *         we can answer
         */
        public boolean challenged(List<String> wwwAuthenticate, List<String> proxyAuthenticate) {
            boolean again = take(wwwAuthenticate, false) | take(proxyAuthenticate, true);
            return ++challenges <= MAX_CHALLENGES && again;
        }

        /** The request got an answer other than a challenge: its nonces are good for further requests. */
        public void succeeded() {
            synchronized (idle) {
                sessions.forEach((key, session) -> {
                    ArrayDeque<Session> pool = idle.size() < MAX_REALMS || idle.containsKey(key)
                            ? idle.computeIfAbsent(key, k -> new ArrayDeque<>())
                            : null;
                    if (pool != null && pool.size() < MAX_IDLE_NONCES && session.challenge.qopAuth()) {
                        pool.push(session);
                    }
                });
            }
            sessions.clear();
        }

        private boolean take(List<String> values, boolean proxy) {
            Map<Key, Session> best = new LinkedHashMap<>();
            boolean again = false;
            for (String value : values) {
                DigestChallenge challenge = parse(value);
                if (challenge == null || best.size() >= MAX_REALMS) {
                    continue;
                }
                Key key = new Key(proxy, challenge.realm(), proxy ? "" : sentTo);
                DigestAlgorithm algorithm = DigestAlgorithm.of(challenge.algorithm()).orElse(null);
                boolean answerable = algorithm != null && (challenge.qopAuth() || !challenge.qopOffered());
                Session before = best.get(key);
                // The order of the constants is the order of strength: reordering the challenges downgrades nothing.
                if (answerable && (before == null || algorithm.compareTo(before.algorithm) < 0)) {
                    again |= challenge.stale();
                    best.put(key,
                            new Session(challenge, algorithm, algorithm.ha1(user, challenge.realm(), password)));
                }
            }
            sessions.putAll(best);
            return challengers.addAll(best.keySet()) | again;
        }

        private String answer(Session session, String method, String uri) {
            DigestChallenge challenge = session.challenge;
            boolean qop = challenge.qopAuth();
            DigestCredentials unsigned = new DigestCredentials(user, challenge.realm(), challenge.nonce(), uri, "",
                    challenge.algorithm(), qop ? HexFormat.of().toHexDigits(random.nextLong()) : null, challenge.opaque(),
                    qop ? "auth" : null, qop ? HexFormat.of().toHexDigits(++session.count) : null);
            return unsigned.withResponse(unsigned.expectedResponse(session.algorithm, session.ha1, method)).toHeader();
        }
    }

    private static DigestChallenge parse(String value) {
        try {
            return DigestChallenge.parse(value);
        } catch (MalformedAuthorizationException e) {
            // One of several challenges that cannot be read leaves the others usable.
            return null;
        }
    }
}
