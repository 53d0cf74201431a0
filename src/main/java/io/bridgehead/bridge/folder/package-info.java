/**
 * Bridges plugged in by one file each, also while the product runs: what may stand in such a file, and how it becomes routes.
 * The page for partners is {@code docs/add-a-bridge.md}.
 */
package io.bridgehead.bridge.folder;
