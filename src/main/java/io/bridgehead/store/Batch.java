package io.bridgehead.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Units that are written in one transaction. */
final class Batch {

    private final List<Unit<?>> units;
    private final Dialect dialect;

    Batch(List<Unit<?>> units, Dialect dialect) {
        this.units = units;
        this.dialect = dialect;
    }

    /**
     * Writes all units in order, but elements of bulk work together where the first of them stands.
     *
     * @param apart whether to write every unit by itself with a savepoint of its own
     * @throws UnexpectedFailure if work without a savepoint failed and spoilt the transaction
     */
    void run(Session session, boolean apart) throws SQLException {
        List<Bulk<?, ?>> done = new ArrayList<>();
        runBulksThatGoFirst(session, apart, done);
        for (Unit<?> unit : units) {
            if (unit instanceof BulkUnit<?, ?> element) {
                if (!apart && !done.contains(element.bulk)) {
                    done.add(element.bulk);
                    runTogether(session, element.bulk);
                } else if (apart && !element.bulk.goesFirst()) {
                    runAlone(session, unit, true);
                }
            } else {
                // What is alone harms nobody: if it fails, it is run anew with a savepoint.
                runAlone(session, unit, apart || unit.isGuarded() && units.size() > 1);
            }
        }
    }

    private void runBulksThatGoFirst(Session session, boolean apart, List<Bulk<?, ?>> done) throws SQLException {
        for (Unit<?> unit : units) {
            if (unit instanceof BulkUnit<?, ?> element && element.bulk.goesFirst()) {
                if (apart) {
                    runAlone(session, unit, true);
                } else if (!done.contains(element.bulk)) {
                    done.add(element.bulk);
                    runTogether(session, element.bulk);
                }
            }
        }
    }

    private <E, R> void runTogether(Session session, Bulk<E, R> bulk) throws SQLException {
        List<BulkUnit<E, R>> same = new ArrayList<>();
        for (Unit<?> unit : units) {
            if (unit instanceof BulkUnit<?, ?> element && element.bulk == bulk) {
                @SuppressWarnings("unchecked") // units of one bulk have its types
                BulkUnit<E, R> typed = (BulkUnit<E, R>) element;
                same.add(typed);
            }
        }
        try {
            List<R> results = bulk.run(session, same.stream().map(unit -> unit.element).toList());
            for (int i = 0; i < same.size(); i++) {
                same.get(i).succeeded(results.get(i));
            }
        } catch (SQLException e) {
            throwIfOfTheDatabase(e);
            throw new UnexpectedFailure(e);
        } catch (RuntimeException e) {
            throw new UnexpectedFailure(e);
        }
    }

    private void runAlone(Session session, Unit<?> unit, boolean guarded) throws SQLException {
        try {
            if (guarded) {
                session.guard(unit);
            } else {
                unit.run(session);
            }
        } catch (SQLException e) {
            throwIfOfTheDatabase(e);
            failed(unit, guarded, Database.translate(e, dialect));
        } catch (RuntimeException e) {
            failed(unit, guarded, e);
        }
    }

    private void throwIfOfTheDatabase(SQLException e) throws SQLException {
        if (dialect.isUnavailable(e) || dialect.isConflict(e)) {
            throw e;
        }
    }

    private static void failed(Unit<?> unit, boolean guarded, RuntimeException cause) {
        if (!guarded) {
            throw new UnexpectedFailure(cause);
        }
        unit.failed(cause);
    }

    /** Which unit failed does not matter: the next attempt gives each a savepoint. */
    static final class UnexpectedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnexpectedFailure(Exception cause) {
            super(cause);
        }
    }
}
