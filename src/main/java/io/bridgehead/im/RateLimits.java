package io.bridgehead.im;

/**
 * How often one authenticated user may do what costs others something.
 *
 * @param messages MESSAGEs sent
 * @param calls calls begun
 * @param registrations REGISTERs
 */
public record RateLimits(RateLimiter messages, RateLimiter calls, RateLimiter registrations) {
}
