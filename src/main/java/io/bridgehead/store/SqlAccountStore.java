package io.bridgehead.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.bridgehead.im.Account;
import io.bridgehead.im.AccountStore;

/** Accounts in the table {@code account}. */
public final class SqlAccountStore implements AccountStore {

    /** Accounts asked for by one statement. */
    private static final int AT_ONCE = 100;
    private static final String FIND_SEVERAL = "SELECT * FROM account WHERE user_name IN (?"
            + ", ?".repeat(AT_ONCE - 1) + ")";

    private final Database database;

    public SqlAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> find(String user) {
        return database.read(session -> {
            PreparedStatement select = session.prepare("SELECT * FROM account WHERE user_name = ?");
            select.setString(1, Text.plain(user));
            return readAll(select).stream().findFirst();
        });
    }

    @Override
    public List<Account> find(Collection<String> users) {
        List<Account> found = new ArrayList<>();
        List<String> names = List.copyOf(users);
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            found.addAll(database.read(session -> {
                PreparedStatement select = session.prepare(FIND_SEVERAL);
                for (int i = 0; i < AT_ONCE; i++) {
                    select.setString(i + 1, i < some.size() ? Text.plain(some.get(i)) : null);
                }
                return readAll(select);
            }));
        }
        return found;
    }

    @Override
    public List<Account> list() {
        return database.read(session -> readAll(session.prepare("SELECT * FROM account ORDER BY user_name")));
    }

    @Override
    public boolean add(Account account) {
        return update("""
                INSERT INTO account (display_name, ha1_md5, ha1_sha256, ha1_sha512, role, user_name) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""", account);
    }

    @Override
    public boolean change(Account account) {
        return update("""
                UPDATE account SET display_name = ?, ha1_md5 = ?, ha1_sha256 = ?, ha1_sha512 = ?, role = ?
                WHERE user_name = ?""",
                account);
    }

    private boolean update(String sql, Account account) {
        return database.call(session -> {
            PreparedStatement update = session.prepare(sql);
            update.setString(1, Text.plain(account.displayName()));
            update.setString(2, account.ha1Md5());
            update.setString(3, account.ha1Sha256());
            update.setString(4, account.ha1Sha512());
            update.setString(5, account.role().name());
            update.setString(6, Text.plain(account.user()));
            return update.executeUpdate() == 1;
        });
    }

    @Override
    public boolean remove(String user) {
        return database.call(session -> {
            PreparedStatement delete = session.prepare("DELETE FROM account WHERE user_name = ?");
            delete.setString(1, Text.plain(user));
            return delete.executeUpdate() == 1;
        });
    }

    private static List<Account> readAll(PreparedStatement select) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                accounts.add(new Account(row.getString("user_name"), row.getString("display_name"),
                        row.getString("ha1_md5"), row.getString("ha1_sha256"), row.getString("ha1_sha512"),
                        Account.Role.valueOf(row.getString("role"))));
            }
        }
        return accounts;
    }
}
