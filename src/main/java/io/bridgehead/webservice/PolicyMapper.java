package io.bridgehead.webservice;

import java.time.Duration;

import io.bridgehead.webservice.wsdl.conference.EndingPolicy;
import io.bridgehead.webservice.wsdl.conference.OnLeaving;

/** Between the WSDL's ending policy and the core's. */
final class PolicyMapper {

    private PolicyMapper() {
    }

    /** @param policy null: no wish, and so are its parts */
    static io.bridgehead.conference.EndingPolicy map(EndingPolicy policy) {
        return policy == null ? null
                : new io.bridgehead.conference.EndingPolicy(map(policy.getInitiatorLeaves()),
                        map(policy.getLastLeaves()), seconds(policy.getAlone()), seconds(policy.getInactivity()),
                        seconds(policy.getMaximumLength()));
    }

    static EndingPolicy map(io.bridgehead.conference.EndingPolicy policy) {
        EndingPolicy mapped = new EndingPolicy();
        mapped.setInitiatorLeaves(OnLeaving.fromValue(policy.initiatorLeaves().word()));
        mapped.setLastLeaves(OnLeaving.fromValue(policy.lastLeaves().word()));
        mapped.setAlone(seconds(policy.alone()));
        mapped.setInactivity(seconds(policy.inactivity()));
        mapped.setMaximumLength(seconds(policy.maxLength()));
        return mapped;
    }

    private static io.bridgehead.conference.OnLeaving map(OnLeaving wish) {
        return wish == null ? null : switch (wish) {
            case END -> io.bridgehead.conference.OnLeaving.END;
            case GO_ON -> io.bridgehead.conference.OnLeaving.GO_ON;
        };
    }

    private static Duration seconds(Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Integer seconds(Duration duration) {
        return duration == null ? null : (int) duration.toSeconds();
    }
}
