package io.bridgehead.sip.auth;

/** The outcome of looking at a request's credentials. */
public sealed interface DigestResult {

    /** The request comes from someone who knows this user's password. */
    record Authenticated(String user, DigestAlgorithm algorithm) implements DigestResult {
    }

    /** The request proves nothing. */
    record Refused(DigestFailure failure) implements DigestResult {
    }
}
