package io.bridgehead.store;

import java.sql.SQLException;
import java.util.List;
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

        @Override
        RowInserts rowInserts() {
            return ONE_BY_ONE;
        }

        /** All pages in use count: what is forgotten leaves pages free, which the next messages take. */
        @Override
        String logSize() {
            return """
                    SELECT (SELECT COALESCE(MAX(id) - MIN(id) + 1, 0) FROM message),
                    (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)
                    - (SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size)""";
        }

        /**
         * Pages that change again and again are written to the database once every 16 MB of journal instead of every 4; up to
         * 16 MB of pages are at hand, and indexes need not be read from the file.
         */
        @Override
        List<String> writerSettings() {
            return List.of("PRAGMA wal_autocheckpoint = 4000", "PRAGMA cache_size = -16384");
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
        RowInserts rowInserts() {
            return TOGETHER;
        }

        /** Pages stay with a table when rows go, so the rows are counted: how many, times what the newest take on average. */
        @Override
        String logSize() {
            return """
                    SELECT live, live * COALESCE((SELECT AVG(pg_column_size(newest.*)) FROM
                    (SELECT * FROM message ORDER BY id DESC LIMIT 500) newest), 0)
                    FROM (SELECT COALESCE(MAX(n_live_tup), 0) AS live FROM pg_stat_user_tables WHERE relname = 'message'
                    AND schemaname = CURRENT_SCHEMA()) counted""";
        }

        @Override
        String skipLocked() {
            return " FOR UPDATE SKIP LOCKED";
        }
    };

    private static final RowInserts ONE_BY_ONE = new RowInserts.OneByOne();
    private static final RowInserts TOGETHER = new RowInserts.Together();

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

    /** Selects about how many messages there are and how many bytes they take. */
    abstract String logSize();

    /** How this database takes messages. */
    abstract RowInserts rowInserts();

    /** Statements for the connection that writes. */
    List<String> writerSettings() {
        return List.of();
    }

    /** Ends a select of rows that several processes compete for. */
    String skipLocked() {
        return "";
    }
}
