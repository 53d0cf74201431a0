/**
 * The conformance kit: drives any bridge through the contract of {@code docs/add-a-bridge.md} and writes a report that a
 * partner can attach. It knows a bridge only by its commands and events, however they travel.
 */
package io.bridgehead.bridge.conformance;
