package io.bridgehead.sip;

import java.util.List;

/** The client has to prove to this server who it is. Answered 401 with the challenges. */
public class UnauthorizedException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    /** @param challenges values of WWW-Authenticate, see {@link io.bridgehead.sip.auth.DigestAuthenticator#challenges} */
    public UnauthorizedException(List<String> challenges) {
        super(401, "Unauthorized");
        challenges.forEach(challenge -> with("WWW-Authenticate", challenge));
    }
}
