package io.bridgehead.im;

import java.util.List;

/**
 * The answer to a REGISTER.
 *
 * @param contacts the values of its Contact header: all current bindings, each with its {@code expires}
 * @param outbound whether the device's flow was bound (RFC 5626 §6); the answer then has {@code Require: outbound}
 * @param newDevice whether a device is there now that was not: it has a new contact, connection, or Call-ID, as after a start
 */
public record RegisteredContacts(List<String> contacts, boolean outbound, boolean newDevice) {
}
