/** Who a request is from: a short-lived signature made where the user was authenticated, checked by every role behind it. */
package io.bridgehead.identity;
