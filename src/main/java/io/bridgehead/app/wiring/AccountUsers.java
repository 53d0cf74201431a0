package io.bridgehead.app.wiring;

import java.util.Optional;

import io.bridgehead.conference.Users;
import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipUri;

/** The accounts of people as the users the core knows. */
final class AccountUsers implements Users {

    private final Accounts accounts;
    private final Domains domains;
    private final int port;
    private final boolean known;

    /**
     * @param port of our IM server: at another port of the same host there is somebody else, such as a telephone
     * @param known whether all users have accounts here; otherwise everybody of our domain counts as one
     */
    AccountUsers(Accounts accounts, Domains domains, int port, boolean known) {
        this.accounts = accounts;
        this.domains = domains;
        this.port = port;
        this.known = known;
    }

    @Override
    public Optional<String> named(String address) {
        boolean uri = address.regionMatches(true, 0, "sip", 0, 3) && address.indexOf(':') > 0;
        try {
            SipUri parsed = SipUri.parse(uri ? address : "sip:" + address);
            boolean ours = domains.isOurs(parsed) && (parsed.port() <= 0 || parsed.port() == port);
            return ours && parsed.user() != null ? Optional.of(domains.aor(parsed.user())) : Optional.empty();
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String user) {
        return !known || accounts.find(Domains.userOf(user)).filter(found -> found.role() == Account.Role.USER).isPresent();
    }
}
