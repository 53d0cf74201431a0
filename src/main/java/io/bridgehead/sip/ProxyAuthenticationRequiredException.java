package io.bridgehead.sip;

import java.util.List;

/** The client has to prove to this proxy who it is. Answered 407 with the challenges. */
public class ProxyAuthenticationRequiredException extends SipResponseException {

    private static final long serialVersionUID = 1L;

    /** @param challenges values of Proxy-Authenticate, see {@link io.bridgehead.sip.auth.DigestAuthenticator#challenges} */
    public ProxyAuthenticationRequiredException(List<String> challenges) {
        super(407, "Proxy Authentication Required");
        challenges.forEach(challenge -> with("Proxy-Authenticate", challenge));
    }
}
