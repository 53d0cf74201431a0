package io.bridgehead.im;

import java.util.List;

/**
 * The answer to a REGISTER.
 *
 * @param contacts the values of its Contact header: all current bindings, each with its {@code expires}
 * @param outbound whether the device's flow was bound (RFC 5626 §6); the answer then has {@code Require: outbound}
 */
public record RegisteredContacts(List<String> contacts, boolean outbound) {
}
