/** What is said to people about a conference, in words. Knows the conference core and nothing of how words travel. */
package io.bridgehead.status;
