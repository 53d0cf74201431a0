/**
 * What the routes of the IM server call, each method one step to be read aloud. The rules themselves are in package {@code im}.
 */
package io.bridgehead.im.route;
