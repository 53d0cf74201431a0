/** CDI producers: which implementation stands behind which interface, and with what settings. */
package io.bridgehead.app.wiring;
