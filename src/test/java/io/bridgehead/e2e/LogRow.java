package io.bridgehead.e2e;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import io.bridgehead.test.Product;

/**
 * A kind of row in the message log, by which a process is killed in the middle of an operation.
 *
 * @param about SQL pattern of the row's detail and content
 * @param status SQL pattern of what became of the message; nothing while it is on its way
 */
record LogRow(String hop, String operation, String about, String status) {

    LogRow(String hop, String operation, String about) {
        this(hop, operation, about, "%");
    }

    /** Kills the product with SIGKILL as soon as its log has a new row of this kind, and starts it again. */
    void killAt(Product product, Runnable cause) {
        try (Connection database = product.database();
                PreparedStatement last = database.prepareStatement("SELECT MAX(id) FROM message");
                PreparedStatement row = database.prepareStatement("SELECT COUNT(*) FROM message LEFT JOIN outcome"
                        + " ON outcome.message_id = message.id WHERE id > ? AND hop = ? AND operation = ?"
                        + " AND COALESCE(detail, '') || CAST(raw AS TEXT) LIKE ? AND COALESCE(status, '') LIKE ?")) {
            row.setLong(1, number(last));
            row.setString(2, hop);
            row.setString(3, operation);
            row.setString(4, about);
            row.setString(5, status);
            cause.run();
            Awaitility.await(toString()).pollDelay(0, TimeUnit.MILLISECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
                    .until(() -> number(row) > 0);
            product.kill9();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        product.restart();
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet number = query.executeQuery()) {
            return number.getLong(1);
        }
    }
}
