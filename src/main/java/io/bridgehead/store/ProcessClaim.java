package io.bridgehead.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * What no two processes may hold at once: the data of an embedded database, or a name at a server. It ends with the process,
 * however that ends, so that the next one can start at once.
 */
public final class ProcessClaim implements AutoCloseable {

    /** Tells our advisory locks of PostgreSQL from those of others. */
    private static final int CLASS = 0x62726467;

    private final AutoCloseable held;

    private ProcessClaim(AutoCloseable held) {
        this.held = held;
    }

    /**
     * Claims an embedded database.
     *
     * @param file is made beside it, and stays
     * @throws ProcessRunsException if another process holds it
     */
    public static ProcessClaim ofFile(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new ProcessRunsException("Another process serves from " + file.toAbsolutePath().getParent()
                        + ". Stop it, or give this one a bridgehead.data-dir of its own.");
            }
            return new ProcessClaim(channel);
        } catch (IOException e) {
            throw new StoreException("Cannot write into " + file.toAbsolutePath().getParent(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * Claims a name at PostgreSQL, by a lock of a connection that is kept. It is not claimed anew if the server is restarted.
     *
     * @throws ProcessRunsException if another process holds it
     */
    public static ProcessClaim ofName(DataSource source, String name) {
        Connection connection = null;
        try {
            connection = source.getConnection();
            PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?, hashtext(?))");
            lock.setInt(1, CLASS);
            lock.setString(2, name);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return new ProcessClaim(closing(connection));
                }
            }
            connection.close();
        } catch (SQLException e) {
            throw Database.translate(e, Dialect.POSTGRESQL);
        }
        throw new ProcessRunsException("Another process named " + name
                + " serves from this database. Give each process a bridgehead.process-name of its own.");
    }

    /** The lock is the session's, and the pool would keep the session. */
    private static AutoCloseable closing(Connection connection) {
        return () -> {
            try (connection; PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
                unlock.execute();
            }
        };
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (Exception e) {
            // The process ends, and the claim with it.
            return;
        }
    }
}
