package io.bridgehead.e2e;

import java.time.Clock;
import java.util.List;

import org.sqlite.SQLiteDataSource;

import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.store.Database;
import io.bridgehead.store.Dialect;
import io.bridgehead.store.SqlAccountStore;
import io.bridgehead.test.Product;

/** Accounts for many people at once, where a command for each would take minutes. */
final class ManyAccounts {

    private ManyAccounts() {
    }

    /** Adds them to a running product on SQLite, all with the same password. */
    static void add(Product product, String password, List<String> users) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(
                "jdbc:sqlite:" + product.dataDirectory().resolve("bridgehead.db") + "?journal_mode=WAL&busy_timeout=5000");
        try (Database database = new Database(source, Dialect.SQLITE, Runnable::run)) {
            Accounts accounts = new Accounts(new SqlAccountStore(database), Product.DOMAIN, Clock.systemUTC());
            users.forEach(user -> accounts.add(user, user, password, Account.Role.USER));
        }
    }
}
