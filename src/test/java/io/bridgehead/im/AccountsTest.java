package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;

import io.bridgehead.im.Account.Role;
import io.bridgehead.sip.auth.DigestAlgorithm;
import io.bridgehead.store.DatabaseTest;
import io.bridgehead.store.SqlAccountStore;
import io.bridgehead.store.TestDatabase;
import io.bridgehead.test.Feature;

class AccountsTest {

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private Accounts accounts;

    @DatabaseTest
    void givesTheHashesThatDigestNeedsInItsOwnRealmOnly(TestDatabase test) {
        open(test);
        accounts.add("mufasa", "Mufasa", "Circle of Life", Role.USER);

        assertThat(accounts.ha1("mufasa", "example.com", DigestAlgorithm.MD5))
                .contains(DigestAlgorithm.MD5.ha1("mufasa", "example.com", "Circle of Life"));
        assertThat(accounts.ha1("mufasa", "example.com", DigestAlgorithm.SHA_256))
                .contains(DigestAlgorithm.SHA_256.ha1("mufasa", "example.com", "Circle of Life"));
        assertThat(accounts.ha1("mufasa", "example.com", DigestAlgorithm.SHA_512_256))
                .contains(DigestAlgorithm.SHA_512_256.ha1("mufasa", "example.com", "Circle of Life"));
        assertThat(accounts.ha1("mufasa", "other.example", DigestAlgorithm.MD5)).isEmpty();
        assertThat(accounts.ha1("scar", "example.com", DigestAlgorithm.MD5)).isEmpty();
        assertThat(accounts.ha1("x'; DROP TABLE account; --\0", "example.com", DigestAlgorithm.MD5)).isEmpty();
    }

    @DatabaseTest
    void verifiesPasswords(TestDatabase test) {
        open(test);
        accounts.add("alice", "Alice", "secret", Role.USER);

        assertThat(accounts.verifyPassword("alice", "secret")).isTrue();
        assertThat(accounts.verifyPassword("alice", "Secret")).isFalse();
        assertThat(accounts.verifyPassword("bob", "secret")).isFalse();
    }

    @DatabaseTest
    @Feature("A188")
    void changesAndRemoves(TestDatabase test) {
        open(test);
        accounts.add("bob", null, "one", Role.USER);
        accounts.add("alice", "Alice", "one", Role.SERVICE);
        accounts.changePassword("alice", "two");

        assertThat(accounts.verifyPassword("alice", "two")).isTrue();
        assertThat(accounts.list()).extracting(Account::user, Account::displayName, Account::role).containsExactly(
                tuple("alice", "Alice", Role.SERVICE),
                tuple("bob", "bob", Role.USER));

        accounts.remove("alice");
        assertThat(accounts.find("alice")).isEmpty();
        assertThatThrownBy(() -> accounts.remove("alice")).isInstanceOf(NoSuchAccountException.class);
        assertThatThrownBy(() -> accounts.changePassword("alice", "x")).isInstanceOf(NoSuchAccountException.class);
        assertThatThrownBy(() -> accounts.add("bob", "B", "x", Role.USER)).isInstanceOf(AccountExistsException.class);
    }

    @DatabaseTest
    void readsTheAccountsInUseAgainBeforeAnybodyHasToWait(TestDatabase test) {
        open(test);
        accounts.add("alice", "Alice", "one", Role.USER);
        accounts.add("bob", "Bob", "one", Role.USER);
        assertThat(accounts.isInMemory("alice")).isFalse();
        accounts.find("alice");
        accounts.find("bob");
        Accounts other = new Accounts(new SqlAccountStore(test.open()), "example.com", () -> now);
        other.changePassword("alice", "two");
        other.remove("bob");

        now = now.plusMillis(1_900);
        accounts.refresh();
        now = now.plusMillis(1_900);

        assertThat(accounts.isInMemory("alice")).isTrue();
        assertThat(accounts.verifyPassword("alice", "two")).isTrue();
        assertThat(accounts.isInMemory("bob")).isFalse();
        assertThat(accounts.isInMemory("no such; name")).isTrue();
        now = now.plusSeconds(11);
        accounts.refresh();
        assertThat(accounts.isInMemory("alice")).isFalse();
    }

    @DatabaseTest
    void seesWhatAnotherProcessChangedWithinSeconds(TestDatabase test) {
        open(test);
        accounts.add("alice", "Alice", "one", Role.USER);
        assertThat(accounts.verifyPassword("alice", "one")).isTrue();

        new Accounts(new SqlAccountStore(test.open()), "example.com", () -> now).changePassword("alice", "two");
        now = now.plusSeconds(2);

        assertThat(accounts.verifyPassword("alice", "two")).isTrue();
    }

    @DatabaseTest
    void refusesNamesAndPasswordsThatNoAccountCanHave(TestDatabase test) {
        open(test);
        for (String user : List.of("", "Alice", "al ice", "a@b", "a:b", "-a", "\u00e4", "a".repeat(65), "a\n")) {
            assertThatThrownBy(() -> accounts.add(user, "x", "x", Role.USER)).isInstanceOf(InvalidAccountException.class);
        }
        assertThatThrownBy(() -> accounts.add("a", "evil\r\nX", "x", Role.USER)).isInstanceOf(InvalidAccountException.class);
        assertThatThrownBy(() -> accounts.add("a", "x", "", Role.USER)).isInstanceOf(InvalidAccountException.class);
        assertThat(accounts.list()).isEmpty();
    }

    @DatabaseTest
    void showsNoHashInText(TestDatabase test) {
        open(test);
        Account account = accounts.add("alice", "Alice", "secret", Role.USER);

        assertThat(account.toString()).doesNotContain(account.ha1Md5()).doesNotContain(account.ha1Sha256());
    }

    private void open(TestDatabase test) {
        accounts = new Accounts(new SqlAccountStore(test.open()), "example.com", () -> now);
    }
}
