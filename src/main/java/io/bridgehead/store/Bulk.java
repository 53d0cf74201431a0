package io.bridgehead.store;

import java.sql.SQLException;
import java.util.List;

/**
 * Work of one kind: all elements that a transaction has of it are written together, which is cheaper than one after the other.
 *
 * @param <E> what is to be written
 * @param <R> what becomes known by writing it
 */
interface Bulk<E, R> {

    /** Writes elements, at least one; gives their results in the same order. May run more than once, as {@link Work} may. */
    List<R> run(Session session, List<E> elements) throws SQLException;

    /** Whether it goes before all other work of its transaction, since it refers only to what was committed before. */
    default boolean goesFirst() {
        return false;
    }
}
