package io.bridgehead.im;

import java.util.Objects;

/**
 * A user of the IM server. The password itself is never stored, only its digests (RFC 7616 §3.4.2 A1), which are as good as
 * the password within this realm and never shown by {@link #toString()}.
 *
 * @param user the user part of the address, see {@link Accounts#add}
 * @param displayName how people call the user; not empty
 * @param ha1Md5 hexadecimal MD5 of {@code user:realm:password}
 * @param ha1Sha256 hexadecimal SHA-256 of {@code user:realm:password}
 * @param ha1Sha512 hexadecimal SHA-512/256 of the same; {@code null} if the password is older than this digest here
 * @param role what kind of user it is
 */
public record Account(String user, String displayName, String ha1Md5, String ha1Sha256, String ha1Sha512, Role role) {

    /** Kinds of users. */
    public enum Role {
        /** A person with clients. */
        USER,
        /** A person who may also read the message log, which is noted. */
        OPERATOR,
        /** A part of the product, such as the gateway. */
        SERVICE;

        public boolean isPerson() {
            return this != SERVICE;
        }
    }

    public Account {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(ha1Md5, "ha1Md5");
        Objects.requireNonNull(ha1Sha256, "ha1Sha256");
        Objects.requireNonNull(role, "role");
    }

    @Override
    public String toString() {
        return "Account[" + user + ", " + role + "]";
    }
}
