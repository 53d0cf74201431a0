/** End-to-end tests: the packaged product, real telephones, real SIP, real SOAP; nothing of the product's code. */
package io.bridgehead.e2e;
