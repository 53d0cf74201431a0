/** SIP clients made by others, and the networks between them and the product. */
package io.bridgehead.test.interop;
