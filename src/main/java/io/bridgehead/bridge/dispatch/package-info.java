/** What the routes 50 and 60 call: from the core's orders to bridge commands, and from bridge events to the core. */
package io.bridgehead.bridge.dispatch;
