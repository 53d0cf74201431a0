/**
 * The IM server: accounts, registrar (RFC 3261 §10), locations, the identity check, and messages for users who are away
 * (RFC 3428 §7). Plain classes without Camel; routes call them.
 */
package io.bridgehead.im;
