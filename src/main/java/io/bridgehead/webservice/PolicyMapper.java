package io.bridgehead.webservice;

import java.time.Duration;

import io.bridgehead.webservice.wsdl.conference.Adding;
import io.bridgehead.webservice.wsdl.conference.EndingPolicy;
import io.bridgehead.webservice.wsdl.conference.OnLeaving;

/** Between the WSDL's policy and the core's. */
final class PolicyMapper {

    private PolicyMapper() {
    }

    /** @param policy null: no wish, and so are its parts */
    static io.bridgehead.conference.EndingPolicy map(EndingPolicy policy) {
        return policy == null ? null
                : new io.bridgehead.conference.EndingPolicy(map(policy.getInitiatorLeaves()),
                        map(policy.getLastLeaves()), seconds(policy.getAlone()), seconds(policy.getInactivity()),
                        seconds(policy.getMaximumLength()), map(policy.getAdding()));
    }

    static EndingPolicy map(io.bridgehead.conference.EndingPolicy policy) {
        EndingPolicy mapped = new EndingPolicy();
        mapped.setInitiatorLeaves(OnLeaving.fromValue(policy.initiatorLeaves().word()));
        mapped.setLastLeaves(OnLeaving.fromValue(policy.lastLeaves().word()));
        mapped.setAlone(seconds(policy.alone()));
        mapped.setInactivity(seconds(policy.inactivity()));
        mapped.setMaximumLength(seconds(policy.maxLength()));
        mapped.setAdding(Adding.fromValue(policy.adding().word()));
        return mapped;
    }

    private static io.bridgehead.conference.OnLeaving map(OnLeaving wish) {
        return wish == null ? null : switch (wish) {
            case END -> io.bridgehead.conference.OnLeaving.END;
            case GO_ON -> io.bridgehead.conference.OnLeaving.GO_ON;
        };
    }

    private static io.bridgehead.conference.Adding map(Adding wish) {
        return wish == null ? null : switch (wish) {
            case IN_CHARGE -> io.bridgehead.conference.Adding.IN_CHARGE;
            case PARTICIPANTS -> io.bridgehead.conference.Adding.PARTICIPANTS;
        };
    }

    private static Duration seconds(Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Integer seconds(Duration duration) {
        return duration == null ? null : (int) duration.toSeconds();
    }
}
