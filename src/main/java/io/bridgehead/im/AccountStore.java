package io.bridgehead.im;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where accounts are kept. All methods block until the change is durable. */
public interface AccountStore {

    /** The account of a user. */
    Optional<Account> find(String user);

    /** The accounts of several users, in any order, without those that do not exist. */
    default List<Account> find(Collection<String> users) {
        return users.stream().flatMap(user -> find(user).stream()).toList();
    }

    /** Adds an account; {@code false} if the user exists. */
    boolean add(Account account);

    /** Replaces the account of the same user; {@code false} if there is none. */
    boolean change(Account account);

    /** Removes an account; {@code false} if there is none. */
    boolean remove(String user);

    /** All accounts in the order of their names. */
    List<Account> list();
}
