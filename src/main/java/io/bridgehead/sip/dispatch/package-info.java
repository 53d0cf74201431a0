/** Decides which user of a SIP stack gets a message: calls, user agents, the proxy, or the server behind them. No Camel. */
package io.bridgehead.sip.dispatch;
