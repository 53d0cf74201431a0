/** What tests of all packages share: the product as a process, telephones, clients, and the record of proven features. */
package io.bridgehead.test;
