/**
 * The bridge in the box: calls SIP telephones, or the telephone network through a trunk, and mixes their audio. Plain Java on
 * the SIP stack and the audio server; one {@link io.bridgehead.bridge.embedded.EmbeddedBridge} serves all conferences of a
 * process.
 */
package io.bridgehead.bridge.embedded;
