package io.bridgehead.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection and its prepared statements, which are reused as long as it lives. Not for several threads. */
public final class Session implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** The statement for this SQL, which is a constant of the program; it is not to be closed. */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** The database's dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /** Sets what matters only to whoever writes much. */
    void prepareForWriting() throws SQLException {
        for (String setting : dialect.writerSettings()) {
            prepare(setting).execute();
        }
    }

    /** Begins a transaction. */
    void begin() throws SQLException {
        if (dialect.beginsItself()) {
            connection.setAutoCommit(false);
        } else {
            prepare("BEGIN IMMEDIATE").execute();
        }
    }

    void commit() throws SQLException {
        if (dialect.beginsItself()) {
            connection.commit();
        } else {
            prepare("COMMIT").execute();
        }
    }

    void rollBack() throws SQLException {
        if (dialect.beginsItself()) {
            connection.rollback();
        } else {
            prepare("ROLLBACK").execute();
        }
    }

    /** Within a transaction: runs work that leaves no trace if it fails. */
    void guard(Unit<?> unit) throws SQLException {
        prepare("SAVEPOINT unit").execute();
        try {
            unit.run(this);
        } catch (SQLException | RuntimeException e) {
            if (!(e instanceof SQLException failure) || !dialect.isUnavailable(failure) && !dialect.isConflict(failure)) {
                prepare("ROLLBACK TO SAVEPOINT unit").execute();
                prepare("RELEASE SAVEPOINT unit").execute();
            }
            throw e;
        }
        prepare("RELEASE SAVEPOINT unit").execute();
    }

    /** Gives the connection back, whatever state it is in. */
    @Override
    public void close() throws SQLException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } finally {
            connection.close();
        }
    }
}
