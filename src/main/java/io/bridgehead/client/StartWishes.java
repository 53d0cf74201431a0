package io.bridgehead.client;

import java.util.Optional;

import io.bridgehead.soap.PolicyParts;

/**
 * How a conference is to be held, where its owner wants it otherwise than the operator has it.
 *
 * @param eager whether everybody is called at once, instead of the owner first
 * @param account the account it is held on
 * @param policy when it ends by itself
 * @param dialIn whether people may call the conference
 */
record StartWishes(boolean eager, Optional<String> account, Optional<PolicyParts> policy, Optional<Boolean> dialIn) {

    /** All as the operator has it. */
    static final StartWishes NONE = new StartWishes(false, Optional.empty(), Optional.empty(), Optional.empty());
}
