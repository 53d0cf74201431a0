package io.bridgehead.sip.transport;

/**
 * What one IP address may use up; of IPv6, one network of 64 bits, which is what one customer is given.
 *
 * @param maxConnections accepted connections, default 200
 * @param requestsPerSecond requests in the long run; 0 for any number; default 0
 * @param burst requests that may come at once; default 1
 * @param trusted addresses to which none of this applies, such as a proxy in front of many users; default none
 */
public record AddressLimits(int maxConnections, int requestsPerSecond, int burst, Networks trusted) {

    public static final AddressLimits DEFAULT = new AddressLimits(200, 0, 1, Networks.NONE);

    public AddressLimits {
        if (requestsPerSecond < 0 || burst < 1) {
            throw new IllegalArgumentException("Requests per second are 0 or more, and a burst is at least 1");
        }
    }

    public AddressLimits withMaxConnections(int connections) {
        return new AddressLimits(connections, requestsPerSecond, burst, trusted);
    }

    public AddressLimits withRequests(int perSecond, int atOnce) {
        return new AddressLimits(maxConnections, perSecond, atOnce, trusted);
    }
}
