package io.bridgehead.conference;

/**
 * A conference that has not ended.
 *
 * @param id conference id
 * @param bridge the bridge it is held on
 */
public record ActiveConference(String id, String bridge) {
}
