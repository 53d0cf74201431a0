package io.bridgehead.store;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** The databases the store speaks to, and what they do differently. */
public enum Dialect {

    /** Embedded, one process. */
    SQLITE {
        /** BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB. */
        private final Set<Integer> unavailable = Set.of(5, 6, 8, 10, 11, 13, 14, 26);

        @Override
        boolean isUnavailable(SQLException e) {
            return unavailable.contains(e.getErrorCode() & 0xff);
        }

        /**
         * Without auto-commit the driver begins the next transaction right after a commit and so would lock other processes,
         * such as the command line, out; a deferred one could not be begun with a read.
         */
        @Override
        boolean beginsItself() {
            return false;
        }
    },
    /** A server, several processes. */
    POSTGRESQL {
        /** Connection, resources, operator's intervention, system error; the server became a read-only standby. */
        private final Set<String> unavailable = Set.of("08", "53", "57", "58");

        @Override
        boolean isUnavailable(SQLException e) {
            String state = e.getSQLState();
            return state == null || state.length() == 5
                    && (unavailable.contains(state.substring(0, 2)) || state.equals("25006"));
        }

        @Override
        boolean isConnectionLost(SQLException e) {
            return e.getSQLState() != null && (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P"));
        }

        @Override
        boolean isConflict(SQLException e) {
            return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
        }

        @Override
        String skipLocked() {
            return " FOR UPDATE SKIP LOCKED";
        }
    };

    /** Where the migrations of this dialect are on the class path, as Flyway wants it. */
    public String migrations() {
        return "db/" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the database, and not the statement, is to blame. */
    abstract boolean isUnavailable(SQLException e);

    /** Whether only this connection is broken, so that another one may work: the server was started anew, for example. */
    boolean isConnectionLost(SQLException e) {
        return false;
    }

    /** Whether another process was in the way, so that the same transaction may succeed if repeated. */
    boolean isConflict(SQLException e) {
        return false;
    }

    /** Whether the driver begins transactions; if not, it is told so in SQL. */
    boolean beginsItself() {
        return true;
    }

    /** Ends a select of rows that several processes compete for. */
    String skipLocked() {
        return "";
    }
}
