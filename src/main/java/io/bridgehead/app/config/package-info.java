/** The configuration keys of the product. */
package io.bridgehead.app.config;
