package io.bridgehead.sip.useragent;

import java.time.Duration;
import java.util.UUID;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;

/**
 * Who a user agent is and how it reaches its server.
 *
 * @param aor address of record, such as {@code sip:alice@example.org}
 * @param displayName for From, or null
 * @param authUser user name for digest authentication; by default the user part of the AoR
 * @param password for digest authentication; never printed
 * @param proxy the outbound proxy that everything goes through; null for the servers of the address of record (RFC 3263)
 * @param register whether to register; without, requests can be sent but none received
 * @param expires wanted life of the registration
 * @param keepAlive pause between signs of life on the registered connection; zero for none
 * @param retryMin first pause before a new attempt after a failure; doubles with each further one
 * @param retryMax longest pause between attempts; after a refusal it is a minute
 * @param instance value of {@code +sip.instance}: constant for a device, {@code urn:uuid:...}
 */
public record UserAgentConfig(SipUri aor, String displayName, String authUser, String password, Destination proxy,
        boolean register, Duration expires, Duration keepAlive, Duration retryMin, Duration retryMax, String instance) {

    /** A user agent that registers for 10 minutes, sends a keep-alive every 25 s and retries after 1 s to 60 s. */
    public static UserAgentConfig of(SipUri aor, String password, Destination proxy) {
        return new UserAgentConfig(aor, null, aor.user(), password, proxy, true, Duration.ofMinutes(10), Duration.ofSeconds(25),
                Duration.ofSeconds(1), Duration.ofSeconds(60), "urn:uuid:" + UUID.randomUUID());
    }

    /** The server in words. */
    String server() {
        return proxy == null ? aor.host() : proxy.toString();
    }

    public UserAgentConfig withRegister(boolean value) {
        return new UserAgentConfig(aor, displayName, authUser, password, proxy, value, expires, keepAlive, retryMin, retryMax,
                instance);
    }

    public UserAgentConfig withRetryMax(Duration pause) {
        return withTimes(expires, keepAlive, retryMin, pause);
    }

    public UserAgentConfig withTimes(Duration newExpires, Duration newKeepAlive, Duration newRetryMin, Duration newRetryMax) {
        return new UserAgentConfig(aor, displayName, authUser, password, proxy, register, newExpires, newKeepAlive, newRetryMin,
                newRetryMax, instance);
    }

    @Override
    public String toString() {
        return "UserAgentConfig[" + aor + " by " + server() + "]";
    }
}
