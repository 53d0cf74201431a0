/** A bridge without telephones for trying things out: it tells what telephones would do, and misbehaves when asked to. */
package io.bridgehead.bridge.simulator;
