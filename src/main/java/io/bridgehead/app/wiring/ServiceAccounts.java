package io.bridgehead.app.wiring;

import java.util.List;

import org.jboss.logging.Logger;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;

/**
 * The accounts that have to be there before anybody registers: the gateway's, the bridge's and, for trying out, four people's.
 */
final class ServiceAccounts {

    static final List<String> DEMO_USERS = List.of("alice", "bob", "carol", "dave");
    static final String DEMO_PASSWORD = "demo";

    private static final Logger LOG = Logger.getLogger(ServiceAccounts.class);

    private final BridgeheadConfig config;
    private final Accounts accounts;

    ServiceAccounts(BridgeheadConfig config, Accounts accounts) {
        this.config = config;
        this.accounts = accounts;
    }

    void ensure() {
        if (!config.roles().contains(Role.IM_SERVER)) {
            return;
        }
        config.gateway().password().ifPresent(password -> service(config.gateway().user(), "Conference", password));
        config.bridge().embedded().password()
                .ifPresent(password -> service(config.bridge().embedded().user(), "Conference bridge", password));
        if (config.demo().accounts()) {
            DEMO_USERS.forEach(this::demo);
            LOG.warn("Demo accounts with a well-known password are on; switch them off with bridgehead.demo.accounts=false");
        }
    }

    private void service(String user, String displayName, String password) {
        if (accounts.find(user).isPresent()) {
            accounts.changePassword(user, password);
        } else {
            accounts.add(user, displayName, password, Account.Role.SERVICE);
        }
    }

    private void demo(String user) {
        if (accounts.find(user).isEmpty()) {
            accounts.add(user, Character.toUpperCase(user.charAt(0)) + user.substring(1), DEMO_PASSWORD, Account.Role.USER);
        }
    }
}
