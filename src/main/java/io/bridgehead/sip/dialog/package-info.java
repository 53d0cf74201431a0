/** Call legs: INVITE dialogs as caller and as called party (RFC 3261 sections 12 to 15). No Camel. */
package io.bridgehead.sip.dialog;
