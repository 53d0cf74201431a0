/**
 * The contract with bridges, spoken over HTTP: what Bridgehead and a bridge of any make must agree on. The page for partners is
 * {@code docs/add-a-bridge.md}, its machine-readable form {@code META-INF/resources/bridge-contract.yaml}.
 */
package io.bridgehead.bridge.http;
