package io.bridgehead.im;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import io.bridgehead.sip.auth.CredentialSource;
import io.bridgehead.sip.auth.DigestAlgorithm;

/** The accounts of one domain, which is also the digest realm. Methods block. */
public final class Accounts implements CredentialSource {

    /** What a user name looks like: it stands in addresses without being escaped, and tells capitals not apart. */
    private static final Pattern USER = Pattern.compile("[a-z0-9+][a-z0-9+._-]{0,63}");
    private static final int DISPLAY_NAME = 100;
    private static final int PASSWORD = 1000;
    /** Another process, such as the command line, may have changed an account; this long the old one may still count. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int REMEMBERED_ACCOUNTS = 10_000;
    /** How long an account that nobody asks for is still kept in memory. */
    private static final Duration IN_USE = Duration.ofSeconds(10);

    private final AccountStore store;
    private final String realm;
    private final InstantSource clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(Account account, long until, AtomicLong used) {
    }

    /** @param realm the canonical domain */
    public Accounts(AccountStore store, String realm, InstantSource clock) {
        this.store = store;
        this.realm = realm;
        this.clock = clock;
    }

    /**
     * Adds an account.
     *
     * @param user 1 to 64 of {@code a-z 0-9 + . _ -}, first a letter, digit or plus
     * @param displayName at most 100 characters without control characters; empty or {@code null}: the user's name
     * @param password 1 to 1,000 characters
     * @throws InvalidAccountException if a value is not as described
     * @throws AccountExistsException if there is such a user
     */
    public Account add(String user, String displayName, String password, Account.Role role) {
        if (!isUserName(user)) {
            throw new InvalidAccountException("A user name has 1 to 64 of a-z 0-9 + . _ - and begins with none of . _ -");
        }
        Account account = account(user, displayName == null || displayName.isBlank() ? user : displayName.strip(),
                password, role);
        if (!store.add(account)) {
            throw new AccountExistsException(user);
        }
        remembered.remove(user);
        return account;
    }

    /**
     * Gives a user a new password.
     *
     * @throws InvalidAccountException if the password is empty or longer than 1,000 characters
     * @throws NoSuchAccountException if there is no such user
     */
    public void changePassword(String user, String password) {
        Account old = store.find(user).orElseThrow(() -> new NoSuchAccountException(user));
        if (!store.change(account(user, old.displayName(), password, old.role()))) {
            throw new NoSuchAccountException(user);
        }
        remembered.remove(user);
    }

    /** Removes an account. @throws NoSuchAccountException if there is no such user */
    public void remove(String user) {
        if (!store.remove(user)) {
            throw new NoSuchAccountException(user);
        }
        remembered.remove(user);
    }

    /** All accounts in the order of their names. */
    public List<Account> list() {
        return store.list();
    }

    /** The account of a user, at most two seconds old. Blocks unless it {@link #isInMemory}. */
    public Optional<Account> find(String user) {
        Remembered known = user == null ? null : remembered.get(user);
        long now = clock.millis();
        if (known != null && now < known.until) {
            known.used.lazySet(now);
            return Optional.of(known.account);
        }
        if (!isUserName(user)) {
            return Optional.empty();
        }
        Optional<Account> found = store.find(user);
        if (remembered.size() >= REMEMBERED_ACCOUNTS) {
            remembered.clear();
        }
        found.ifPresentOrElse(account -> remembered.put(user, remember(account, now, new AtomicLong(now))),
                () -> remembered.remove(user));
        return found;
    }

    /** Whether {@link #find} will not block: the account was read lately, or nobody can have such a name. */
    public boolean isInMemory(String user) {
        Remembered known = user == null ? null : remembered.get(user);
        return known != null ? clock.millis() < known.until : !isUserName(user);
    }

    /**
     * Reads the accounts in use again, all at once, so that nobody has to wait for one; to be called about once a second.
     * Blocks.
     */
    public void refresh() {
        long now = clock.millis();
        remembered.values().removeIf(known -> known.used.get() < now - IN_USE.toMillis());
        List<String> users = List.copyOf(remembered.keySet());
        Map<String, Account> current = new HashMap<>();
        store.find(users).forEach(account -> current.put(account.user(), account));
        for (String user : users) {
            remembered.computeIfPresent(user, (name, known) -> current.containsKey(name)
                    ? remember(current.get(name), now, known.used)
                    : null);
        }
    }

    private static Remembered remember(Account account, long now, AtomicLong used) {
        return new Remembered(account, now + REMEMBERED.toMillis(), used);
    }

    private static boolean isUserName(String user) {
        return user != null && USER.matcher(user).matches();
    }

    /** Whether this is the user's password; takes as long for users that do not exist. */
    public boolean verifyPassword(String user, String password) {
        String given = DigestAlgorithm.SHA_256.ha1(user, realm, password);
        String expected = find(user).map(Account::ha1Sha256).orElse("0".repeat(given.length()));
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII),
                expected.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<String> ha1(String user, String realm, DigestAlgorithm algorithm) {
        if (!this.realm.equals(realm)) {
            return Optional.empty();
        }
        return find(user).flatMap(account -> switch (algorithm) {
            case MD5 -> Optional.of(account.ha1Md5());
            case SHA_256 -> Optional.of(account.ha1Sha256());
            case SHA_512_256 -> Optional.ofNullable(account.ha1Sha512());
        });
    }

    private Account account(String user, String displayName, String password, Account.Role role) {
        if (displayName.length() > DISPLAY_NAME || displayName.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidAccountException("A display name has at most 100 characters and no control characters");
        }
        if (password == null || password.isEmpty() || password.length() > PASSWORD) {
            throw new InvalidAccountException("A password has 1 to 1000 characters");
        }
        return new Account(user, displayName, DigestAlgorithm.MD5.ha1(user, realm, password),
                DigestAlgorithm.SHA_256.ha1(user, realm, password), DigestAlgorithm.SHA_512_256.ha1(user, realm, password),
                role);
    }
}
