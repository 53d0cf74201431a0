package io.bridgehead.webservice;

import java.time.Duration;
import java.util.Optional;

import io.bridgehead.conference.Adding;
import io.bridgehead.conference.ConferenceRule;
import io.bridgehead.conference.OnLeaving;
import io.bridgehead.soap.PolicyParts;

/** Between the WSDL's policy and the core's. */
final class PolicyMapper {

    private PolicyMapper() {
    }

    /** A wish; what it leaves out is null. */
    static ConferenceRule map(PolicyParts parts) {
        return new ConferenceRule(onLeaving(parts.initiatorLeaves()), onLeaving(parts.lastLeaves()),
                duration(parts.alone()), duration(parts.inactivity()), duration(parts.maximumLength()),
                adding(parts.adding()));
    }

    static PolicyParts map(ConferenceRule policy) {
        return new PolicyParts(Optional.of(policy.initiatorLeaves().word()), Optional.of(policy.lastLeaves().word()),
                seconds(policy.alone()), seconds(policy.inactivity()), seconds(policy.maxLength()),
                Optional.of(policy.adding().word()));
    }

    private static OnLeaving onLeaving(Optional<String> word) {
        for (OnLeaving wish : OnLeaving.values()) {
            if (word.isPresent() && wish.word().equals(word.get())) {
                return wish;
            }
        }
        return null;
    }

    private static Adding adding(Optional<String> word) {
        for (Adding wish : Adding.values()) {
            if (word.isPresent() && wish.word().equals(word.get())) {
                return wish;
            }
        }
        return null;
    }

    private static Duration duration(Optional<Integer> seconds) {
        return seconds.map(Duration::ofSeconds).orElse(null);
    }

    private static Optional<Integer> seconds(Duration duration) {
        return Optional.ofNullable(duration).map(length -> (int) length.toSeconds());
    }
}
