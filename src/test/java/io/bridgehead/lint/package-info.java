/** Checks on the product's own sources: route files and the dependencies of packages. */
package io.bridgehead.lint;
