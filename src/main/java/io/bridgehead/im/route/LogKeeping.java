package io.bridgehead.im.route;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Header;

import io.bridgehead.messagelog.MessageLog;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How long the message log remembers, and how much. */
@ApplicationScoped
@Named("logKeeping")
@RegisterForReflection
public class LogKeeping {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})([KMGTkmgt])");
    /** Each step from K to T is this many binary digits. */
    private static final int KILO = 10;

    private final MessageLog log;

    LogKeeping(MessageLog log) {
        this.log = log;
    }

    /**
     * Removes the oldest messages that wait for nobody; blocks.
     *
     * @param retention how far back the log is kept, as an ISO 8601 duration
     * @param maxSize how large it may be, such as {@code 500M} or {@code 10G}, or {@code unlimited}
     * @return how many messages were removed
     */
    public int forget(@Header("retention") String retention, @Header("maxSize") String maxSize) {
        return log.forget(Instant.now().minus(Duration.parse(retention)), bytes(maxSize));
    }

    /** @throws IllegalArgumentException if it is no size, saying what one looks like */
    static long bytes(String size) {
        if (size.equalsIgnoreCase("unlimited")) {
            return Long.MAX_VALUE;
        }
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("bridgehead.message-log.max-size is " + size
                    + ": give a number with K, M, G or T, such as 10G, or unlimited");
        }
        int power = "KMGT".indexOf(Character.toUpperCase(matcher.group(2).charAt(0))) + 1;
        return Long.parseLong(matcher.group(1)) << KILO * power;
    }
}
