/**
 * The contract between the conference core and anything that can telephone. Partners read {@code docs/add-a-bridge.md} first.
 */
package io.bridgehead.bridge;
