package io.bridgehead.store;

import java.sql.SQLException;

/**
 * A unit of work within a transaction. It may run more than once, so it changes nothing but the database.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Work<T> {

    T run(Session session) throws SQLException;
}
